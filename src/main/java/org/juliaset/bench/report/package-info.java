/** What is made of a measurement's figures: tables, exports, the chart, the comparison with an older one. */
package org.juliaset.bench.report;
