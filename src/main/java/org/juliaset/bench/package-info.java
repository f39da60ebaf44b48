/**
 * Measures candidates against each other on one workload: what runs, the measuring loop, and what is
 * made of its figures. Prints nothing.
 */
package org.juliaset.bench;
