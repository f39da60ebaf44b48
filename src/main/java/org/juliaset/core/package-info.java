/**
 * What is asked: a region of the complex plane, the grid that samples it, the Julia set, and the
 * escape counts that answer; and how refusals, failures of the system, sizes and times are put in
 * words. Nothing here computes a picture, and nothing here needs more than the JDK.
 */
package org.juliaset.core;
