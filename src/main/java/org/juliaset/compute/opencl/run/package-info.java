/** Bands on an OpenCL device: queues, buffers, launches, checks and measurements of a program. */
package org.juliaset.compute.opencl.run;
