package org.juliaset.opencl;

import static org.jocl.CL.*;

import java.nio.ByteBuffer;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_event;
import org.jocl.cl_mem;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineException;

/**
 * Computes on one OpenCL device. JOCL releases nothing by itself: all that is made here is released
 * here. Reads block the calling thread, since in JOCL each read that does not costs a waiting thread of
 * its own. For one thread at a time.
 */
final class OpenClEngine implements Engine {
    private final Device device;
    private final cl_context context;
    private final cl_command_queue queue;
    private final JuliaProgram program;
    private final DeviceBuffer columns;
    private final DeviceBuffer rows;
    private final DeviceBuffer counts;

    /** The grid whose real axis is on the device. */
    private Grid uploaded;

    private OpenClEngine(Device device, cl_context context, cl_command_queue queue, JuliaProgram program) {
        this.device = device;
        this.context = context;
        this.queue = queue;
        this.program = program;
        long largest = device.maxAllocationBytes();
        this.columns = new DeviceBuffer(context, CL_MEM_READ_ONLY, largest, "the real axis");
        this.rows = new DeviceBuffer(context, CL_MEM_READ_ONLY, largest, "the imaginary axis");
        this.counts = new DeviceBuffer(context, CL_MEM_WRITE_ONLY, largest, "the counts");
    }

    /** @throws EngineException if the device cannot be started, or contracts multiply and add */
    static OpenClEngine start(Device device, Inventory.Handle handle) {
        cl_context context = null;
        cl_command_queue queue = null;
        JuliaProgram program = null;
        try {
            cl_context_properties properties = new cl_context_properties();
            properties.addProperty(CL_CONTEXT_PLATFORM, handle.platform());
            cl_device_id[] devices = {handle.device()};
            context = clCreateContext(properties, 1, devices, null, null, null);
            queue = createQueue(context, handle.device());
            program = JuliaProgram.build(context, handle.device(), device.vectorWidth());
            ContractionProbe.require(context, queue, program);
            return new OpenClEngine(device, context, queue, program);
        } catch (RuntimeException e) {
            // JOCL throws its own CLException, and others where a driver lacks a function
            release(program, queue, context);
            throw e instanceof EngineException ours
                    ? ours
                    : new EngineException("it could not be started: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("deprecation") // its successor is not in OpenCL 1.2
    private static cl_command_queue createQueue(cl_context context, cl_device_id device) {
        return clCreateCommandQueue(context, device, CL_QUEUE_PROFILING_ENABLE, null);
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public boolean usesCallerThread() {
        return false;
    }

    @Override
    public Elapsed compute(JuliaSet set, Grid grid, Band band, Counts into) {
        try {
            long start = System.nanoTime();
            upload(grid, band);
            long uploaded = System.nanoTime();
            cl_mem room = counts.atLeast((long) into.size() * into.bytesPerCount());
            int width = (int) grid.width();
            cl_event launched = program.enqueue(
                    queue, set, columns.mem(), rows.mem(), width, band.rows(), into.bytesPerCount(), room);
            long computing = Events.await(launched);
            long computed = System.nanoTime();
            ByteBuffer bytes = into.buffer();
            clEnqueueReadBuffer(
                    queue, room, CL_TRUE, 0, bytes.remaining(), Pointer.toBuffer(bytes), 0, null, null);
            return new Elapsed(uploaded - start, computing, System.nanoTime() - computed);
        } catch (CLException e) {
            throw new EngineException(device + " failed: " + e.getMessage(), e);
        }
    }

    private void upload(Grid grid, Band band) {
        if (grid != uploaded) {
            uploaded = null;
            columns.write(queue, grid.columns());
            uploaded = grid;
        }
        rows.write(queue, grid.rows(band));
    }

    @Override
    public double ceiling() {
        try {
            return DeviceCeiling.measure(context, queue, program, device);
        } catch (CLException e) {
            throw new EngineException(device + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        columns.close();
        rows.close();
        counts.close();
        release(program, queue, context);
    }

    private static void release(JuliaProgram program, cl_command_queue queue, cl_context context) {
        if (program != null) {
            program.close();
        }
        if (queue != null) {
            clReleaseCommandQueue(queue);
        }
        if (context != null) {
            clReleaseContext(context);
        }
    }
}
