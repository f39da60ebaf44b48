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
 * Launches of one kind in a queue, and how long they take. Some drivers of GPUs, NVIDIA's among them, wait by
 * spinning, which takes a core from what else is to be done. So the thread sleeps through most of the time that a
 * launch is expected to take, by the time of the one before, and waits for the rest. For one thread at a time.
 */
final class ClEvents {
    /** The part of the expected time to sleep through: launches that have as much to do differ by less. */
    private static final double ASLEEP = 0.85;

    /** The shortest time that is worth sleeping through. */
    private static final long LONG_NANOS = 2_000_000;

    /** Time between two looks at a launch that may end early. */
    private static final long NAP_NANOS = 500_000;

    private final cl_command_queue queue;
    private final boolean sleeps;

    /** Room for a status. An array would be held while the driver is asked, and the garbage collector with it. */
    private final ByteBuffer status = ByteBuffer.allocateDirect(Sizeof.cl_int).order(ByteOrder.nativeOrder());

    /** Of the last launch, in ns; 0 before the first one. */
    private double timePerStep;

    ClEvents(DeviceContext on, cl_command_queue queue) {
        this.queue = queue;
        this.sleeps = on.device().type() == Device.Type.GPU;
    }

    /**
     * How long a launch took, in ns.
     *
     * @param device by the device's clock; by the host's where the device has none, or one that stands
     * @param longest by the slower of both clocks, at least 1: what sizes of launches are chosen by, since neither is
     *     to be trusted alone. Some devices' clocks stand, and the host's includes waiting for other launches.
     */
    record Time(long device, long longest) {}

    /**
     * Starts a command, waits for it and releases its event.
     *
     * @param steps of all orbits at most, 0 for a launch that does something else
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

    /** Sleeps until the launch is nearly done, unless it ends before or this thread is interrupted. */
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
        return status.getInt(0) > CL_COMPLETE; // errors are negative
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
