/** The OpenCL library, its drivers as files, and the inventory of devices. */
package org.juliaset.compute.opencl.platform;
