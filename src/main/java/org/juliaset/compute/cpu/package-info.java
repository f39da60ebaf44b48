/** The built-in engine: the kernels for the CPU, and how the SIMD kernel takes over from the interleaved one. */
package org.juliaset.compute.cpu;
