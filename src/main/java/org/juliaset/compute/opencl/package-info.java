/**
 * OpenCL as a provider of devices, found through {@link java.util.ServiceLoader}. Drivers are asked and started in a
 * child process first; {@code platform} loads the library and lists devices, {@code program} builds the kernel,
 * {@code run} launches it. Only these packages import JOCL.
 */
package org.juliaset.compute.opencl;
