/** Reports of a measurement: tables, exports, the chart, the comparison with an older one. */
package org.juliaset.bench.report;
