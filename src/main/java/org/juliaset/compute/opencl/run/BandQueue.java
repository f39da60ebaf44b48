package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import org.jocl.CLException;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.juliaset.compute.Engine;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

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
    private int columnCount;

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
    Engine.Elapsed compute(JuliaProgram program, Scene scene, Tile band, Counts target) {
        return compute(program, scene, band, target, Integer.MAX_VALUE, () -> {});
    }

    /**
     * Computes a band.
     *
     * @param target where the counts go
     * @param steps of the first launch: where the iteration limit is above that, the program is one for stretches
     * @param onLaunch is called after each launch
     */
    Engine.Elapsed compute(
            JuliaProgram program, Scene scene, Tile band, Counts target, int steps, Runnable onLaunch) {
        long start = System.nanoTime();
        int limit = scene.set().iterationLimit();
        prepare(program, scene.grid(), band);
        rows.write(queue, RealArray.of(scene.grid().rows(band), band.rows(), program.precision()));
        long uploaded = System.nanoTime();
        cl_mem room = counts.atLeast((long) target.size() * target.bytesPerCount());
        SegmentedLaunch.Launch launch = stretch -> program.enqueue(
                queue, julia, scene.set(), columns.mem(), rows.mem(), target.width(), band.rows(),
                target.bytesPerCount(), room, stretch);
        long computing;
        // one at a time: two would share the device, and the time of neither would mean anything
        synchronized (program) {
            if (!program.isInStretches()) {
                computing = events.await((long) target.size() * limit, () -> launch.of(null)).device();
                onLaunch.run();
            } else {
                long orbits = program.orbits(target.width(), band.rows());
                computing = stretches.compute(program.precision(), orbits, limit, steps, launch, onLaunch);
            }
        }
        long computed = System.nanoTime();
        counts.read(queue, target.buffer());
        return new Engine.Elapsed(uploaded - start, computing, System.nanoTime() - computed);
    }

    private void prepare(JuliaProgram next, Grid nextGrid, Tile band) {
        if (next == program && nextGrid == grid
                && band.firstColumn() == firstColumn && band.columns() == columnCount) {
            return;
        }
        grid = null;
        if (next != program) {
            releaseKernel();
            julia = next.createJulia();
            program = next;
        }
        double[] xs = nextGrid.columns(band);
        columns.write(queue, RealArray.of(xs, next.padded(xs.length), next.precision()));
        firstColumn = band.firstColumn();
        columnCount = band.columns();
        grid = nextGrid;
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
