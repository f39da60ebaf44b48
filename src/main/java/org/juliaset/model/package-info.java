/**
 * What is asked: the Julia set, the region, the grid that samples it, its bands, and the escape counts that answer.
 */
package org.juliaset.model;
