/** {@code kernels/julia.cl} as a program: variants, builds and kept binaries, work-groups, arguments. */
package org.juliaset.compute.opencl.program;
