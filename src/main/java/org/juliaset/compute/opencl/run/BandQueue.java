package org.juliaset.compute.opencl.run;

import static org.jocl.CL.*;

import org.jocl.CLException;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.juliaset.compute.Engine;
import org.juliaset.compute.SmoothLevels;
import org.juliaset.compute.opencl.platform.DeviceContext;
import org.juliaset.compute.opencl.program.JuliaProgram;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * A command queue with the buffers of one band. An engine has two, so that transfers of one band overlap with the
 * computation of another. Reads block the calling thread, since JOCL starts a thread for each non-blocking read. For
 * one thread at a time.
 */
public final class BandQueue implements AutoCloseable {
    private final cl_command_queue queue;
    private final DeviceBuffer columns;
    private final DeviceBuffer rows;
    private final DeviceBuffer counts;
    private final DeviceBuffer cells;
    private final ClEvents events;
    private final SegmentedLaunch segments;

    /** The grid, columns and program whose real axis is on the device. */
    private Grid grid;

    private long firstColumn;
    private int columnCount;

    /** Whose table is on the device. */
    private SmoothLevels levels;

    private JuliaProgram program;
    private cl_kernel julia;

    public BandQueue(DeviceContext context) {
        this.queue = create(context);
        this.columns = new DeviceBuffer(context, CL_MEM_READ_ONLY, "the real axis");
        this.rows = new DeviceBuffer(context, CL_MEM_READ_ONLY, "the imaginary axis");
        this.counts = new DeviceBuffer(context, CL_MEM_WRITE_ONLY, "the counts");
        this.cells = new DeviceBuffer(context, CL_MEM_READ_ONLY, "the levels");
        this.events = new ClEvents(context, queue);
        this.segments = new SegmentedLaunch(context, queue);
    }

    /** Creates a profiling queue, or a plain one if the device has none. */
    private static cl_command_queue create(DeviceContext context) {
        try {
            return create(context, CL_QUEUE_PROFILING_ENABLE);
        } catch (CLException e) {
            return create(context, 0);
        }
    }

    @SuppressWarnings("deprecation") // OpenCL 1.2 lacks its successor
    private static cl_command_queue create(DeviceContext context, long properties) {
        return clCreateCommandQueue(context.context(), context.id(), properties, null);
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
     * @param target receives the counts
     * @param steps of the first launch of a segmented program
     * @param onLaunch is called after each launch
     */
    Engine.Elapsed compute(
            JuliaProgram program, Scene scene, Tile band, Counts target, int steps, Runnable onLaunch) {
        long start = System.nanoTime();
        int limit = scene.set().iterationLimit();
        prepare(program, scene.grid(), band);
        if (program.kind().isSmooth()) {
            prepare(SmoothLevels.of(scene.set().bound(), program.precision()), program.precision());
        }
        rows.write(queue, RealArray.of(scene.grid().rows(band), band.rows(), program.precision()));
        long uploaded = System.nanoTime();
        cl_mem room = counts.atLeast((long) target.size() * target.bytesPerCount());
        SegmentedLaunch.Launch launch = range -> program.enqueue(
                queue, julia, scene.set(), columns.mem(), rows.mem(), target.width(), band.rows(),
                target.bytesPerCount(), room, range, cells.mem());
        long computing;
        // one launch at a time: two would share the device, and neither time could be used
        synchronized (program) {
            if (!program.isSegmented()) {
                computing = events.await((long) target.size() * limit, () -> launch.start(null)).device();
                onLaunch.run();
            } else {
                long orbits = program.orbits(target.width(), band.rows());
                computing = segments.compute(program.precision(), orbits, limit, steps, launch, onLaunch);
            }
        }
        long computed = System.nanoTime();
        counts.read(queue, target.buffer());
        return new Engine.Elapsed(uploaded - start, computing, System.nanoTime() - computed);
    }

    private void prepare(SmoothLevels next, Precision precision) {
        if (next != levels) {
            levels = null;
            cells.write(queue, next.cells(), precision);
            levels = next;
        }
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

    /** Releases the kernel of the last program, which OpenCL frees only after its kernels. */
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
        cells.close();
        segments.close();
        clReleaseCommandQueue(queue);
    }
}
