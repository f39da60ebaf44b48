package org.juliaset.opencl;

import static org.jocl.CL.*;

import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_mem;
import org.juliaset.engine.DeviceMemoryException;

/** Memory on a device that grows to the largest size asked for. */
final class DeviceBuffer implements AutoCloseable {
    private final cl_context context;
    private final long flags;
    private final long largest;
    private final String holds;
    private cl_mem mem;
    private long size;

    /**
     * @param flags how kernels use it, CL_MEM_READ_ONLY for instance
     * @param largest the most bytes that the device allocates at once
     * @param holds what it is for, in messages
     */
    DeviceBuffer(cl_context context, long flags, long largest, String holds) {
        this.context = context;
        this.flags = flags;
        this.largest = largest;
        this.holds = holds;
    }

    cl_mem mem() {
        return mem;
    }

    /** @throws DeviceMemoryException if the device does not allocate as much at once */
    cl_mem atLeast(long bytes) {
        if (bytes <= size) {
            return mem;
        }
        if (bytes > largest) {
            throw new DeviceMemoryException(holds + " of one band: " + bytes + " bytes are needed, and the device allocates "
                    + largest + " at once: lower the resolution or use another device", null);
        }
        close();
        mem = clCreateBuffer(context, flags, bytes, null, null);
        size = bytes;
        return mem;
    }

    void write(cl_command_queue queue, Reals values) {
        clEnqueueWriteBuffer(queue, atLeast(values.bytes()), CL_TRUE, 0, values.bytes(), values.pointer(), 0, null, null);
    }

    @Override
    public void close() {
        if (mem != null) {
            clReleaseMemObject(mem);
            mem = null;
            size = 0;
        }
    }
}
