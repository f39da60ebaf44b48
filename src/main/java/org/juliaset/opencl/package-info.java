/**
 * The OpenCL engine: the inventory of devices, and on each a context, the program, and buffers. The
 * only package that knows JOCL; nothing imports it, {@link java.util.ServiceLoader} finds it.
 */
package org.juliaset.opencl;
