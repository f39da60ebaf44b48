package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import java.util.function.Supplier;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;

/** Launches and how long they take. */
final class ClEvents {
    private ClEvents() {}

    /**
     * How long a launch took, in ns.
     *
     * @param device by the device's clock; by the host's where the device has none, or one that stands
     * @param longest by the slower of both clocks, at least 1: what sizes of launches are chosen by, since neither is
     *     to be trusted alone. Some devices' clocks stand, and the host's includes waiting for other launches.
     */
    record Time(long device, long longest) {}

    /** Starts a command, waits for it and releases its event. */
    static Time await(Supplier<cl_event> launch) {
        long began = System.nanoTime();
        cl_event event = launch.get();
        try {
            clWaitForEvents(1, new cl_event[] {event});
            long host = Math.max(1, System.nanoTime() - began);
            long device = deviceTime(event);
            return new Time(device > 0 ? device : host, Math.max(host, device));
        } finally {
            clReleaseEvent(event);
        }
    }

    /** By the device's clock, in ns; 0 where the queue does not profile. */
    private static long deviceTime(cl_event event) {
        try {
            return time(event, CL_PROFILING_COMMAND_END) - time(event, CL_PROFILING_COMMAND_START);
        } catch (CLException e) {
            return 0;
        }
    }

    private static long time(cl_event event, int which) {
        long[] nanos = new long[1];
        clGetEventProfilingInfo(event, which, Sizeof.cl_ulong, Pointer.to(nanos), null);
        return nanos[0];
    }
}
