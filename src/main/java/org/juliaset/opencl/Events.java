package org.juliaset.opencl;

import static org.jocl.CL.*;

import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;

/** Events of a queue that profiles. */
final class Events {
    private Events() {}

    /** Waits for a command, releases its event, and says how long it took on the device, in ns. */
    static long await(cl_event event) {
        try {
            clWaitForEvents(1, new cl_event[] {event});
            return time(event, CL_PROFILING_COMMAND_END) - time(event, CL_PROFILING_COMMAND_START);
        } finally {
            clReleaseEvent(event);
        }
    }

    private static long time(cl_event event, int which) {
        long[] nanos = new long[1];
        clGetEventProfilingInfo(event, which, Sizeof.cl_ulong, Pointer.to(nanos), null);
        return nanos[0];
    }
}
