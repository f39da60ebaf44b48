package org.juliaset.engine;

import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;

/**
 * The built-in engine: a kernel on the callers' threads, one band each. Safe for use by several
 * threads, having no state.
 */
final class CpuEngine implements Engine {
    /** What computes one band; the arguments are those of {@link ScalarKernel#julia}. */
    @FunctionalInterface
    interface Kernel {
        void julia(double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts);
    }

    private final Device device;
    private final Kernel kernel;

    CpuEngine(Device device, Kernel kernel) {
        this.device = device;
        this.kernel = kernel;
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
    public Elapsed compute(JuliaSet set, Grid grid, Band band, Counts counts) {
        long start = System.nanoTime();
        double[] xs = grid.columns();
        double[] ys = grid.rows(band);
        long sampled = System.nanoTime();
        kernel.julia(xs, ys, set.real(), set.imag(), set.bound(), set.iterationLimit(), counts);
        return new Elapsed(sampled - start, System.nanoTime() - sampled, 0);
    }

    @Override
    public double ceiling() {
        return CpuCeiling.measure(kernel, concurrency());
    }

    @Override
    public void close() {}
}
