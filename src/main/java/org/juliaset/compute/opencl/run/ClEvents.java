package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_event;
import org.juliaset.compute.Device;
import org.juliaset.compute.opencl.platform.DeviceContext;

/**
 * Waits for launches of one kind and times them. Some GPU drivers, NVIDIA's among them, wait by spinning, which keeps a
 * core busy. So the thread sleeps through most of the expected time of a launch, taken from the launch before, and lets
 * the driver wait for the rest. For one thread at a time.
 */
final class ClEvents {
    /** The part of the expected time to sleep: equal launches differ by less than the rest. */
    private static final double ASLEEP = 0.85;

    /** The shortest expected time for which the thread sleeps. */
    private static final long LONG_NANOS = 2_000_000;

    /** Time between two checks for a launch that ends early. */
    private static final long NAP_NANOS = 500_000;

    private final cl_command_queue queue;
    private final boolean sleeps;

    /** Buffer for a status. JOCL would pin an array during the call, which blocks the garbage collector. */
    private final ByteBuffer status = ByteBuffer.allocateDirect(Sizeof.cl_int).order(ByteOrder.nativeOrder());

    /** Time per step of the last launch, in ns; 0 before the first one. */
    private double timePerStep;

    ClEvents(DeviceContext context, cl_command_queue queue) {
        this.queue = queue;
        this.sleeps = context.device().type() == Device.Type.GPU;
    }

    /**
     * The duration of a launch, in ns.
     *
     * @param device by the device's clock; by the host's if the device has none or its clock stands still
     * @param longest the longer of the times by both clocks, at least 1. The sizes of launches are chosen by it, since
     *     some devices' clocks stand still, and the host's time includes waiting for other launches.
     */
    record Time(long device, long longest) {}

    /**
     * Starts a command, waits for it and releases its event.
     *
     * @param steps the most steps that all orbits make, 0 for a launch of another kind
     */
    Time await(long steps, Supplier<cl_event> launch) {
        long began = System.nanoTime();
        cl_event event = launch.get();
        try {
            sleep(event, began, (long) (timePerStep * steps));
            clWaitForEvents(1, new cl_event[] {event});
            long host = Math.max(1, System.nanoTime() - began);
            if (steps > 0) {
                timePerStep = (double) host / steps;
            }
            long device = deviceTime(event);
            return new Time(device > 0 ? device : host, Math.max(host, device));
        } finally {
            clReleaseEvent(event);
        }
    }

    /** Sleeps until a launch is nearly done; less if it ends early or this thread is interrupted. */
    private void sleep(cl_event event, long began, long expected) {
        if (!sleeps || expected < LONG_NANOS) {
            return;
        }
        clFlush(queue);
        long end = began + (long) (ASLEEP * expected);
        for (long left = end - System.nanoTime();
                left > 0 && isUnderWay(event) && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, NAP_NANOS));
        }
    }

    private boolean isUnderWay(cl_event event) {
        clGetEventInfo(event, CL_EVENT_COMMAND_EXECUTION_STATUS, Sizeof.cl_int, Pointer.to(status), null);
        return status.getInt(0) > CL_COMPLETE; // negative after an error
    }

    /** Returns the duration by the device's clock, in ns; 0 if the queue does not profile. */
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
