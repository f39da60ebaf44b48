package org.juliaset.compute.cpu;

import org.juliaset.compute.SmoothLevels;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;

/** A kernel of smooth counts, for which it is given the levels of the bound. */
@FunctionalInterface
public interface SmoothKernel extends Kernel {
    /** As {@link Kernel#count}; smooth counts are those of {@link ScalarSmoothKernel}. */
    void count(
            double[] xs, double[] ys, double re, double im, double bound, SmoothLevels levels, int limit,
            Counts counts);

    @Override
    default void count(
            double[] xs, double[] ys, double re, double im, double bound, int limit, Counts counts) {
        count(xs, ys, re, im, bound, SmoothLevels.of(bound, Precision.FLOAT64), limit, counts);
    }
}
