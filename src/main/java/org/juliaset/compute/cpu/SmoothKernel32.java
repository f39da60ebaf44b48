package org.juliaset.compute.cpu;

import org.juliaset.compute.SmoothLevels;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;

/** A {@link SmoothKernel} of float32, whose arguments are rounded here, once for each band. */
@FunctionalInterface
public interface SmoothKernel32 extends Kernel {
    /** As {@link Kernel32#count}; smooth counts are those of {@link ScalarSmoothKernel32}. */
    void count(
            float[] xs, float[] ys, float re, float im, float bound, SmoothLevels levels, int limit, Counts counts);

    @Override
    default void count(
            double[] xs, double[] ys, double re, double im, double bound, int limit, Counts counts) {
        count(Precision.rounded(xs), Precision.rounded(ys), (float) re, (float) im, (float) bound,
                SmoothLevels.of(bound, Precision.FLOAT32), limit, counts);
    }
}
