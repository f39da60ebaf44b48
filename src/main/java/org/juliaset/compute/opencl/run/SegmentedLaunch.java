package org.juliaset.compute.opencl.run;

import static org.jocl.CL.CL_MEM_READ_WRITE;

import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_event;
import org.jocl.cl_mem;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Precision;

/**
 * Computes a band in several launches, each of which makes a range of steps and saves the orbits on the device. Every
 * launch is short, since a desktop freezes during a launch, and its watchdog ends launches of some seconds. The number
 * of steps of the first launch follows from the peak rate of the device; as orbits only end, a launch of twice as many
 * steps takes at most twice as long as the one before.
 */
final class SegmentedLaunch implements AutoCloseable {
    /** Target time of a launch. */
    private static final double TARGET_NANOS = 75e6;

    private static final double NANOS = 1e9;

    /** Launches below this many iterations are never split. */
    private static final long FEW = 1 << 26;

    private final cl_command_queue queue;
    private final ClEvents first;
    private final ClEvents later;
    private final DeviceBuffer re;
    private final DeviceBuffer im;
    private final DeviceBuffer numbers;
    private final DeviceBuffer goingOn;

    /** Starts a launch that makes a range of steps, or all if null. */
    @FunctionalInterface
    interface Launch {
        cl_event start(JuliaProgram.StepRange range);
    }

    SegmentedLaunch(DeviceContext context, cl_command_queue queue) {
        this.queue = queue;
        this.first = new ClEvents(context, queue);
        this.later = new ClEvents(context, queue);
        this.re = new DeviceBuffer(context, CL_MEM_READ_WRITE, "the orbits");
        this.im = new DeviceBuffer(context, CL_MEM_READ_WRITE, "the orbits");
        this.numbers = new DeviceBuffer(context, CL_MEM_READ_WRITE, "the orbits");
        this.goingOn = new DeviceBuffer(context, CL_MEM_READ_WRITE, "a flag");
    }

    /** Returns whether a launch may take so long that it must be split. */
    static boolean mayTakeLong(long pixels, int limit) {
        return pixels * limit > FEW;
    }

    /**
     * Returns the number of steps that a device makes in half the target time, even if no orbit of the launch ends.
     *
     * @param peak the device's peak rate, in iterations per second
     */
    static int steps(double peak, long pixels) {
        double steps = peak * TARGET_NANOS / NANOS / 2 / pixels;
        return units(Math.max(1, Math.min(steps, Integer.MAX_VALUE) / JuliaProgram.STEP_UNIT));
    }

    /** Returns the number of pixels for which the shortest launch takes half the target time. */
    static double pixels(double peak) {
        return peak * TARGET_NANOS / NANOS / 2 / JuliaProgram.STEP_UNIT;
    }

    private static int units(double count) {
        return (int) Math.min(count, Integer.MAX_VALUE / JuliaProgram.STEP_UNIT) * JuliaProgram.STEP_UNIT;
    }

    /**
     * Makes all launches of a band.
     *
     * @param orbits of all work-items
     * @param steps of the first launch
     * @param onLaunch is called after each launch
     * @return time on the device, in ns
     */
    long compute(
            Precision precision, long orbits, int limit, int steps, Launch launch, Runnable onLaunch) {
        long real = precision == Precision.FLOAT64 ? Sizeof.cl_double : Sizeof.cl_float;
        cl_mem res = re.atLeast(orbits * real);
        cl_mem ims = im.atLeast(orbits * real);
        cl_mem counted = numbers.atLeast(orbits * Sizeof.cl_uint);
        cl_mem flag = goingOn.atLeast(Sizeof.cl_uint);
        long nanos = 0;
        int length = steps;
        int start = 0;
        while (true) {
            int end = limit - start > length ? start + length : limit;
            goingOn.write(queue, 0);
            JuliaProgram.StepRange range = new JuliaProgram.StepRange(start, end, res, ims, counted, flag);
            ClEvents.Time taken = (start == 0 ? first : later).await(orbits * (end - start), () -> launch.start(range));
            onLaunch.run();
            nanos += taken.device();
            if (end == limit) {
                return nanos;
            }
            length = next(length, taken.longest());
            // if no orbit continues, one more launch makes no steps and writes the counts
            start = goingOn.readInt(queue) == 0 ? limit : end;
        }
    }

    /** Returns the steps of the next launch: at most twice as many, at least a quarter, towards the target time. */
    private static int next(int length, long taken) {
        double factor = Math.max(0.25, Math.min(2, TARGET_NANOS / taken));
        return units(Math.max(1, factor * length / JuliaProgram.STEP_UNIT));
    }

    @Override
    public void close() {
        re.close();
        im.close();
        numbers.close();
        goingOn.close();
    }
}
