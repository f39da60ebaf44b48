package org.juliaset.opencl;

import static org.jocl.CL.CL_MEM_WRITE_ONLY;

import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.juliaset.engine.Device;

/**
 * How fast a device is where nothing holds it up, by a kernel of its own. As clpeak does: a short launch
 * first, whose time says how long the others have to be, then the best of a few.
 */
final class DeviceCeiling {
    /** Work-items for each compute unit: a GPU's holds up to 2048 at a time. */
    private static final long ITEMS_PER_UNIT = 4096;

    private static final int FIRST_LIMIT = 256;
    private static final int MAX_LIMIT = 1 << 24;
    private static final double TARGET_NANOS = 60e6;
    private static final int LAUNCHES = 5;
    private static final double NANOS = 1e9;

    private DeviceCeiling() {}

    /** In iterations per second, by one short launch after another: what it takes a millisecond to find out. */
    static double estimate(cl_context context, cl_command_queue queue, JuliaProgram program, Device device) {
        return measure(context, queue, program, device, 1, FIRST_LIMIT);
    }

    /** In iterations per second. */
    static double measure(cl_context context, cl_command_queue queue, JuliaProgram program, Device device) {
        return measure(context, queue, program, device, LAUNCHES, MAX_LIMIT);
    }

    private static double measure(
            cl_context context, cl_command_queue queue, JuliaProgram program, Device device, int launches, int maxLimit) {
        long items = ITEMS_PER_UNIT * device.computeUnits();
        long bytes = items * Sizeof.cl_uint;
        try (DeviceBuffer escaped =
                new DeviceBuffer(context, CL_MEM_WRITE_ONLY, device.maxAllocationBytes(), "the flags")) {
            escaped.atLeast(bytes);
            Events.await(program.enqueueCeiling(queue, items, FIRST_LIMIT, escaped.mem()));
            long trial = Events.await(program.enqueueCeiling(queue, items, FIRST_LIMIT, escaped.mem()));
            double longer = FIRST_LIMIT * TARGET_NANOS / Math.max(1, trial);
            int limit = (int) Math.max(FIRST_LIMIT, Math.min(maxLimit, longer));
            long best = Long.MAX_VALUE;
            for (int launch = 0; launch < launches; launch++) {
                best = Math.min(best, Events.await(program.enqueueCeiling(queue, items, limit, escaped.mem())));
            }
            return program.ceilingIterations(items, limit) / best * NANOS;
        }
    }
}
