package org.juliaset.compute.cpu;

import org.juliaset.model.Counts;

/** What computes one band on the calling thread. Safe for use by several threads. */
@FunctionalInterface
public interface Kernel {
    /**
     * Stores the counts of every pixel (xs[column], ys[row]), as {@link ScalarKernel} counts them, or for kernels of
     * another kind {@link ScalarSmoothKernel}, {@link ScalarMapKernel} or {@link ScalarMapSmoothKernel}, and for those
     * of float32 {@link ScalarKernel32} and so on.
     *
     * @param xs float64[width], real axis
     * @param ys float64[rows], imaginary axis
     * @param re real part of what all pixels have in common: of c, in a map of the first point
     * @param im its imaginary part
     * @param bound squared threshold
     * @param limit iteration limit
     * @param counts where the counts go, shape (rows, width)
     */
    void count(double[] xs, double[] ys, double re, double im, double bound, int limit, Counts counts);

    /**
     * Tells the kernel how long it took for a band.
     *
     * @param nanosToCome estimated compute time of the remaining pixels
     */
    default void spent(long nanos, long nanosToCome) {}

    /** Returns when the kernel is as fast as it gets. */
    default void warmUp() {}

    /** Orbits that it advances in one operation. */
    default int lanes() {
        return 1;
    }

    /** Rows that it takes at a time. */
    default int rows() {
        return 1;
    }
}
