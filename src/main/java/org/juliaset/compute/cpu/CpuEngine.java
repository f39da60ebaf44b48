package org.juliaset.compute.cpu;

import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * The built-in engine: a kernel on the callers' threads, one band each. Safe for use by several
 * threads.
 */
public final class CpuEngine implements Engine {
    private static final int MOST_COLUMNS = 1 << 16;

    private final Device device;
    private final Kernel kernel;
    private final Kernel kernel32;

    /**
     * @param kernel for float64
     * @param kernel32 for float32
     */
    public CpuEngine(Device device, Kernel kernel, Kernel kernel32) {
        this.device = device;
        this.kernel = kernel;
        this.kernel32 = kernel32;
    }

    private Kernel kernel(Precision precision) {
        return precision == Precision.FLOAT64 ? kernel : kernel32;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int concurrency() {
        return device.computeUnits();
    }

    @Override
    public boolean usesCallerThread() {
        return true;
    }

    @Override
    public int lanes() {
        return kernel.lanes();
    }

    /** Very wide rows are sampled part by part, so that their axes take little memory. */
    @Override
    public Elapsed compute(Scene scene, Tile tile, Counts counts) {
        if (tile.columns() <= MOST_COLUMNS) {
            return computeAtOnce(scene, tile, counts);
        }
        Elapsed elapsed = Elapsed.NONE;
        for (int row = 0; row < tile.rows(); row++) {
            for (int done = 0; done < tile.columns(); done += MOST_COLUMNS) {
                int columns = Math.min(MOST_COLUMNS, tile.columns() - done);
                Tile part = new Tile(tile.firstRow() + row, 1, tile.firstColumn() + done, columns);
                Counts counted = counts.slice(new Tile(row, 1, done, columns));
                elapsed = elapsed.plus(computeAtOnce(scene, part, counted));
            }
        }
        return elapsed;
    }

    private Elapsed computeAtOnce(Scene scene, Tile tile, Counts counts) {
        long start = System.nanoTime();
        JuliaSet set = scene.set();
        Grid grid = scene.grid();
        double[] xs = grid.columns(tile);
        double[] ys = grid.rows(tile);
        long sampled = System.nanoTime();
        Kernel chosen = kernel(set.precision());
        chosen.julia(xs, ys, set.real(), set.imag(), set.bound(), set.iterationLimit(), counts);
        long nanos = System.nanoTime() - sampled;
        double pixelsToCome = grid.pixels() - tile.pixelsBefore(grid.width());
        double tilesToCome = pixelsToCome / counts.size() - 1;
        chosen.spent(nanos, (long) (nanos * tilesToCome));
        return new Elapsed(sampled - start, nanos, 0);
    }

    @Override
    public void warmUp(Precision precision) {
        kernel(precision).warmUp();
    }

    @Override
    public double peak(Precision precision) {
        return CpuPeak.measure(kernel(precision), precision, concurrency());
    }

    @Override
    public void close() {}
}
