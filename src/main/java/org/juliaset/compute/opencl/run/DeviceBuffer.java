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
import org.juliaset.model.Precision;

/**
 * A buffer on a device that grows to the largest size asked for, with a direct buffer on the host for transfers. JOCL
 * would pin an array on the heap for as long as a transfer takes, and with a driver that hangs, the garbage collector
 * and so the whole process would wait. For one thread at a time.
 */
final class DeviceBuffer implements AutoCloseable {
    private final DeviceContext context;
    private final long flags;
    private final String contents;
    private cl_mem mem;
    private long size;
    private ByteBuffer host = ByteBuffer.allocateDirect(0);

    /**
     * @param flags how kernels use it, such as CL_MEM_READ_ONLY
     * @param contents what it contents, for messages
     */
    DeviceBuffer(DeviceContext context, long flags, String contents) {
        this.context = context;
        this.flags = flags;
        this.contents = contents;
    }

    cl_mem mem() {
        return mem;
    }

    /**
     * Returns a buffer of at least this size; its contents may be lost.
     *
     * @throws DeviceMemoryException if the device cannot allocate as much at once
     */
    cl_mem atLeast(long bytes) {
        if (bytes <= size) {
            return mem;
        }
        long largest = context.device().maxAllocationBytes();
        if (bytes > largest) {
            throw new DeviceMemoryException(contents + " of one band: " + bytes
                    + " bytes are needed, and the device allocates " + largest
                    + " at once: lower the resolution or use another device", null);
        }
        close();
        mem = clCreateBuffer(context.context(), flags, bytes, null, null);
        size = bytes;
        return mem;
    }

    void write(cl_command_queue queue, RealArray values) {
        values.put(host(values.bytes()));
        write(queue);
    }

    /** Writes numbers of 64 bits, or the lower half of each. */
    void write(cl_command_queue queue, long[] numbers, Precision precision) {
        ByteBuffer into = host((long) numbers.length * (precision == Precision.FLOAT64 ? Long.BYTES : Integer.BYTES));
        for (int k = 0; k < numbers.length; k++) {
            if (precision == Precision.FLOAT64) {
                into.putLong(k * Long.BYTES, numbers[k]);
            } else {
                into.putInt(k * Integer.BYTES, (int) numbers[k]);
            }
        }
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

    /** Reads as many bytes as remain in the target, from the start of the buffer. */
    void read(cl_command_queue queue, ByteBuffer target) {
        // with PoCL, mapping and copying the counts took 20 ms, reading them 8 ms
        target.put(read(queue, target.remaining()));
    }

    /** Reads numbers from the start of the buffer. */
    void read(cl_command_queue queue, RealArray target) {
        target.get(read(queue, target.bytes()));
    }

    int readInt(cl_command_queue queue) {
        return read(queue, Sizeof.cl_uint).getInt(0);
    }

    private ByteBuffer read(cl_command_queue queue, long bytes) {
        ByteBuffer room = host(bytes);
        clEnqueueReadBuffer(queue, mem, CL_TRUE, 0, bytes, Pointer.to(room), 0, null, null);
        return room;
    }

    /** Returns the host's buffer, with this many bytes. */
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
