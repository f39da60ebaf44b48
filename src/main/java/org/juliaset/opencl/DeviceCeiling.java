package org.juliaset.opencl;

import static org.jocl.CL.CL_MEM_WRITE_ONLY;

import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_mem;

/**
 * How fast a device is where nothing holds it up, by a kernel of its own. As clpeak does: short launches
 * first, whose time says how long the others have to be, then the best of a few.
 */
final class DeviceCeiling implements AutoCloseable {
    /** Work-items for each compute unit: a GPU's holds up to 2048 at a time. */
    private static final long ITEMS_PER_UNIT = 4096;

    private static final int FIRST_LIMIT = 16;
    private static final int GROWTH = 4;
    private static final int MAX_LIMIT = 1 << 24;

    /** A shorter launch says more of what launching takes than of the device. */
    private static final long BRIEF_NANOS = 1_000_000;

    private static final double TARGET_NANOS = 60e6;
    private static final int LAUNCHES = 5;
    private static final double NANOS = 1e9;

    private final cl_command_queue queue;
    private final JuliaProgram program;
    private final long items;
    private final DeviceBuffer escaped;

    DeviceCeiling(DeviceContext on, cl_command_queue queue, JuliaProgram program) {
        this.queue = queue;
        this.program = program;
        this.items = ITEMS_PER_UNIT * on.device().computeUnits();
        this.escaped = new DeviceBuffer(on, CL_MEM_WRITE_ONLY, "the flags");
    }

    /** In iterations per second, by launches of some milliseconds. */
    double estimate() {
        Launch brief = brief();
        return rate(brief.limit, brief.nanos);
    }

    /** In iterations per second. */
    double measure() {
        Launch brief = brief();
        double longer = brief.limit * TARGET_NANOS / brief.nanos;
        int limit = (int) Math.max(brief.limit, Math.min(MAX_LIMIT, longer));
        long best = Long.MAX_VALUE;
        for (int launch = 0; launch < LAUNCHES; launch++) {
            best = Math.min(best, nanos(limit));
        }
        return rate(limit, best);
    }

    /** A launch and its time on the device, in ns. */
    private record Launch(int limit, long nanos) {}

    private Launch brief() {
        nanos(FIRST_LIMIT); // is held up by what a driver does once
        int limit = FIRST_LIMIT;
        long nanos = nanos(limit);
        while (nanos < BRIEF_NANOS && limit < MAX_LIMIT) {
            limit *= GROWTH;
            nanos = nanos(limit);
        }
        return new Launch(limit, nanos);
    }

    private long nanos(int limit) {
        cl_mem flags = escaped.atLeast(items * Sizeof.cl_uint);
        return Events.await(() -> program.enqueueCeiling(queue, items, limit, flags)).longest();
    }

    private double rate(int limit, long nanos) {
        return program.ceilingIterations(items, limit) / nanos * NANOS;
    }

    @Override
    public void close() {
        escaped.close();
    }
}
