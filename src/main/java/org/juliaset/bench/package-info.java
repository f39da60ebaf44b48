/** Benchmarks: candidates, the measuring loop, and reports of its results. Prints nothing. */
package org.juliaset.bench;
