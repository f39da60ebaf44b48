/**
 * What computes: the engines, the devices they run on, and the catalogue that lists and chooses them.
 * The CPU's kernels are here; the OpenCL engine is found through {@link java.util.ServiceLoader}.
 */
package org.juliaset.engine;
