package org.juliaset.compute.cpu;

import org.juliaset.model.Counts;

/** What computes one band on the calling thread. Safe for use by several threads. */
@FunctionalInterface
public interface Kernel {
    /**
     * Stores the counts of every pixel (xs[column], ys[row]), as {@link ScalarKernel} counts them, or
     * {@link ScalarKernel32} for a kernel of float32, {@link ScalarSmoothKernel} and {@link ScalarSmoothKernel32} for
     * kernels of smooth counts.
     *
     * @param xs float64[width], real axis
     * @param ys float64[rows], imaginary axis
     * @param cre real part of c
     * @param cim imaginary part of c
     * @param bound squared threshold
     * @param limit iteration limit
     * @param counts where the counts go, shape (rows, width)
     */
    void count(double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts);

    /**
     * Tells the kernel how long it took for a band.
     *
     * @param nanosToCome estimated compute time of the remaining pixels
     */
    default void spent(long nanos, long nanosToCome) {}

    /** Returns when the kernel is as fast as it gets. */
    default void warmUp() {}

    /** Whether its counts are smooth ones, see {@link org.juliaset.model.Sampling}. */
    default boolean isSmooth() {
        return false;
    }

    /** Orbits that it advances in one operation. */
    default int lanes() {
        return 1;
    }
}
