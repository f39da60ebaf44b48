package org.juliaset.compute.opencl.platform;

import static org.jocl.CL.*;

import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.juliaset.compute.Device;

/**
 * A started device: its OpenCL ID and the OpenCL context of its queues, buffers and programs.
 *
 * @param device its description
 * @param id its ID in OpenCL
 * @param context released by {@link #close}
 * @param takesBinaries whether the driver's program binaries may be stored and loaded again
 */
public record DeviceContext(Device device, cl_device_id id, cl_context context, boolean takesBinaries)
        implements AutoCloseable {
    /** @throws org.jocl.CLException if the device cannot be started */
    public static DeviceContext create(Device device, Inventory.Handle handle, boolean takesBinaries) {
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL_CONTEXT_PLATFORM, handle.platform());
        cl_device_id[] devices = {handle.device()};
        cl_context context = clCreateContext(properties, 1, devices, null, null, null);
        return new DeviceContext(device, handle.device(), context, takesBinaries);
    }

    @Override
    public void close() {
        clReleaseContext(context);
    }
}
