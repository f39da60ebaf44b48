package org.juliaset.opencl;

import static org.jocl.CL.*;

import org.jocl.cl_command_queue;
import org.jocl.cl_mem;
import org.juliaset.engine.DeviceMemoryException;

/** Memory on a device that grows to the largest size asked for. */
final class DeviceBuffer implements AutoCloseable {
    private final DeviceContext on;
    private final long flags;
    private final String holds;
    private cl_mem mem;
    private long size;

    /**
     * @param flags how kernels use it, CL_MEM_READ_ONLY for instance
     * @param holds what it is for, in messages
     */
    DeviceBuffer(DeviceContext on, long flags, String holds) {
        this.on = on;
        this.flags = flags;
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
        long largest = on.device().maxAllocationBytes();
        if (bytes > largest) {
            throw new DeviceMemoryException(holds + " of one band: " + bytes + " bytes are needed, and the device allocates "
                    + largest + " at once: lower the resolution or use another device", null);
        }
        close();
        mem = clCreateBuffer(on.context(), flags, bytes, null, null);
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
