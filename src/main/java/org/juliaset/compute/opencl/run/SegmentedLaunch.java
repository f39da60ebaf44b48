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
 * Computes a band in several launches, each of which takes the orbits a stretch further and leaves them on the
 * device. No launch takes long: the first one's length follows from how fast the device is at best, and since
 * orbits end and none begins, the next one takes at most twice the time if it is twice as long. A desktop's
 * watchdog ends launches of some seconds, and the desktop stands still meanwhile.
 */
final class SegmentedLaunch implements AutoCloseable {
    /** Time that a launch should take. */
    private static final double TARGET_NANOS = 75e6;

    private static final double NANOS = 1e9;

    /** Iterations that no device needs longer for. */
    private static final long FEW = 1 << 26;

    private final cl_command_queue queue;
    private final ClEvents first;
    private final ClEvents later;
    private final DeviceBuffer re;
    private final DeviceBuffer im;
    private final DeviceBuffer numbers;
    private final DeviceBuffer goingOn;

    /** Something that starts a launch. */
    @FunctionalInterface
    interface Launch {
        cl_event of(JuliaProgram.Stretch stretch);
    }

    SegmentedLaunch(DeviceContext on, cl_command_queue queue) {
        this.queue = queue;
        this.first = new ClEvents(on, queue);
        this.later = new ClEvents(on, queue);
        this.re = new DeviceBuffer(on, CL_MEM_READ_WRITE, "the orbits");
        this.im = new DeviceBuffer(on, CL_MEM_READ_WRITE, "the orbits");
        this.numbers = new DeviceBuffer(on, CL_MEM_READ_WRITE, "the orbits");
        this.goingOn = new DeviceBuffer(on, CL_MEM_READ_WRITE, "a flag");
    }

    /** Whether a launch may take so long that it is to be made in stretches. */
    static boolean mayTakeLong(long pixels, int limit) {
        return pixels * limit > FEW;
    }

    /**
     * Steps that a device makes in time, even if no orbit of a launch ends.
     *
     * @param peak iterations that the device makes in a second at best
     */
    static int steps(double peak, long pixels) {
        double steps = peak * TARGET_NANOS / NANOS / 2 / pixels;
        return units(Math.max(1, Math.min(steps, Integer.MAX_VALUE) / JuliaProgram.STRETCH_UNIT));
    }

    /** Pixels for which the shortest launch takes no longer than it should. */
    static double pixels(double peak) {
        return peak * TARGET_NANOS / NANOS / 2 / JuliaProgram.STRETCH_UNIT;
    }

    private static int units(double count) {
        return (int) Math.min(count, Integer.MAX_VALUE / JuliaProgram.STRETCH_UNIT) * JuliaProgram.STRETCH_UNIT;
    }

    /**
     * Makes the launches.
     *
     * @param orbits that the work-items have
     * @param steps of the first launch
     * @param after is called after each
     * @return time on the device, in ns
     */
    long compute(
            Precision precision, long orbits, int limit, int steps, Launch launch, Runnable after) {
        long real = precision == Precision.FLOAT64 ? Sizeof.cl_double : Sizeof.cl_float;
        cl_mem res = re.atLeast(orbits * real);
        cl_mem ims = im.atLeast(orbits * real);
        cl_mem counted = numbers.atLeast(orbits * Sizeof.cl_uint);
        cl_mem flag = goingOn.atLeast(Sizeof.cl_uint);
        long nanos = 0;
        int length = steps;
        int from = 0;
        while (true) {
            int to = limit - from > length ? from + length : limit;
            goingOn.write(queue, 0);
            JuliaProgram.Stretch stretch = new JuliaProgram.Stretch(from, to, res, ims, counted, flag);
            ClEvents.Time taken = (from == 0 ? first : later).await(orbits * (to - from), () -> launch.of(stretch));
            after.run();
            nanos += taken.device();
            if (to == limit) {
                return nanos;
            }
            length = next(length, taken.longest());
            // where no orbit goes on, the last launch makes no steps and writes the counts
            from = goingOn.readInt(queue) == 0 ? limit : to;
        }
    }

    /** Twice as long while that is sure to stay in time, and shorter where it did not. */
    private static int next(int length, long taken) {
        double factor = Math.max(0.25, Math.min(2, TARGET_NANOS / taken));
        return units(Math.max(1, factor * length / JuliaProgram.STRETCH_UNIT));
    }

    @Override
    public void close() {
        re.close();
        im.close();
        numbers.close();
        goingOn.close();
    }
}
