package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_mem;
import org.juliaset.compute.DeviceMemoryException;
import org.juliaset.compute.opencl.platform.DeviceContext;

/**
 * Memory on a device that grows to the largest size asked for, and memory of the host through which numbers come
 * and go. That is outside of Java's heap: JOCL would pin an array for as long as a transfer takes, and the garbage
 * collector, with it all of the process, would wait for a driver that hangs. For one thread at a time.
 */
final class DeviceBuffer implements AutoCloseable {
    private final DeviceContext on;
    private final long flags;
    private final String holds;
    private cl_mem mem;
    private long size;
    private ByteBuffer host = ByteBuffer.allocateDirect(0);

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
            throw new DeviceMemoryException(holds + " of one band: " + bytes
                    + " bytes are needed, and the device allocates " + largest
                    + " at once: lower the resolution or use another device", null);
        }
        close();
        mem = clCreateBuffer(on.context(), flags, bytes, null, null);
        size = bytes;
        return mem;
    }

    void write(cl_command_queue queue, RealArray values) {
        values.put(host(values.bytes()));
        write(queue);
    }

    void write(cl_command_queue queue, int value) {
        host(Sizeof.cl_uint).putInt(0, value);
        write(queue);
    }

    private void write(cl_command_queue queue) {
        long bytes = host.limit();
        clEnqueueWriteBuffer(queue, atLeast(bytes), CL_TRUE, 0, bytes, Pointer.to(host), 0, null, null);
    }

    /** Reads what is at the start, as much as there is room for in {@code into}. */
    void read(cl_command_queue queue, ByteBuffer into) {
        // to map the counts instead and to copy them took PoCL 20 ms where to read them took 8
        into.put(read(queue, into.remaining()));
    }

    /** Reads some numbers from the start. */
    void read(cl_command_queue queue, RealArray into) {
        into.get(read(queue, into.bytes()));
    }

    int readInt(cl_command_queue queue) {
        return read(queue, Sizeof.cl_uint).getInt(0);
    }

    private ByteBuffer read(cl_command_queue queue, long bytes) {
        ByteBuffer room = host(bytes);
        clEnqueueReadBuffer(queue, mem, CL_TRUE, 0, bytes, Pointer.to(room), 0, null, null);
        return room;
    }

    /** Room for some bytes, from the start. */
    private ByteBuffer host(long bytes) {
        if (bytes > host.capacity()) {
            host = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
        }
        return host.clear().limit((int) bytes);
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
