package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import org.jocl.CLException;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.juliaset.compute.Engine;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Band;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

/**
 * A command queue with the buffers of one band. An engine has two, so that one band is read back, and the
 * next one brought to the device, while another is computed. Reads block the calling thread, since in JOCL
 * each read that does not costs a waiting thread of its own. For one thread at a time.
 */
public final class BandQueue implements AutoCloseable {
    private final cl_command_queue queue;
    private final DeviceBuffer columns;
    private final DeviceBuffer rows;
    private final DeviceBuffer counts;
    private final ClEvents events;
    private final SegmentedLaunch stretches;

    /** The grid and the band whose real axis is on the device, and the program that it is for, with its kernel. */
    private Grid grid;

    private long firstColumn;

    private JuliaProgram program;
    private cl_kernel julia;

    public BandQueue(DeviceContext on) {
        this.queue = create(on);
        this.columns = new DeviceBuffer(on, CL_MEM_READ_ONLY, "the real axis");
        this.rows = new DeviceBuffer(on, CL_MEM_READ_ONLY, "the imaginary axis");
        this.counts = new DeviceBuffer(on, CL_MEM_WRITE_ONLY, "the counts");
        this.events = new ClEvents(on, queue);
        this.stretches = new SegmentedLaunch(on, queue);
    }

    /** One that profiles, if the device has such queues. */
    private static cl_command_queue create(DeviceContext on) {
        try {
            return create(on, CL_QUEUE_PROFILING_ENABLE);
        } catch (CLException e) {
            return create(on, 0);
        }
    }

    @SuppressWarnings("deprecation") // its successor is not in OpenCL 1.2
    private static cl_command_queue create(DeviceContext on, long properties) {
        return clCreateCommandQueue(on.context(), on.id(), properties, null);
    }

    public cl_command_queue queue() {
        return queue;
    }

    /** Computes a band in one launch. */
    Engine.Elapsed compute(JuliaProgram with, JuliaSet set, Grid over, Band band, Counts into) {
        return compute(with, set, over, band, into, Integer.MAX_VALUE, () -> {});
    }

    /**
     * Computes a band.
     *
     * @param steps of the first launch: where the iteration limit is above that, the program is one for stretches
     * @param after is called after each launch
     */
    Engine.Elapsed compute(
            JuliaProgram with, JuliaSet set, Grid over, Band band, Counts into, int steps, Runnable after) {
        long start = System.nanoTime();
        prepare(with, over, band);
        rows.write(queue, RealArray.of(over.rows(band), band.rows(), with.precision()));
        long uploaded = System.nanoTime();
        cl_mem room = counts.atLeast((long) into.size() * into.bytesPerCount());
        SegmentedLaunch.Launch launch = stretch -> with.enqueue(
                queue, julia, set, columns.mem(), rows.mem(), into.width(), band.rows(), into.bytesPerCount(), room,
                stretch);
        long computing;
        // one at a time: two would share the device, and the time of neither would mean anything
        synchronized (with) {
            if (!with.isInStretches()) {
                long most = (long) into.size() * set.iterationLimit();
                computing = events.await(most, () -> launch.of(null)).device();
                after.run();
            } else {
                long orbits = with.orbits(into.width(), band.rows());
                computing = stretches.compute(
                        with.precision(), orbits, set.iterationLimit(), steps, launch, after);
            }
        }
        long computed = System.nanoTime();
        counts.read(queue, into.buffer());
        return new Engine.Elapsed(uploaded - start, computing, System.nanoTime() - computed);
    }

    private void prepare(JuliaProgram with, Grid over, Band band) {
        if (with == program && over == grid && band.firstColumn() == firstColumn) {
            return;
        }
        grid = null;
        if (with != program) {
            releaseKernel();
            julia = with.createJulia();
            program = with;
        }
        double[] xs = over.columns(band);
        columns.write(queue, RealArray.of(xs, with.padded(xs.length), with.precision()));
        firstColumn = band.firstColumn();
        grid = over;
    }

    /** Releases the kernel of the program that was used last: programs live as long as their kernels. */
    public void releaseKernel() {
        if (julia != null) {
            clReleaseKernel(julia);
            julia = null;
            program = null;
        }
    }

    @Override
    public void close() {
        releaseKernel();
        columns.close();
        rows.close();
        counts.close();
        stretches.close();
        clReleaseCommandQueue(queue);
    }
}
