package org.juliaset.compute.cpu;

import org.juliaset.model.Counts;
import org.juliaset.model.Precision;

/** A kernel of float32: a {@link Kernel} whose arguments are rounded here, once for each band. */
@FunctionalInterface
public interface Kernel32 extends Kernel {
    /** As {@link Kernel#count}, with the arguments rounded to float32. */
    void count(float[] xs, float[] ys, float re, float im, float bound, int limit, Counts counts);

    @Override
    default void count(
            double[] xs, double[] ys, double re, double im, double bound, int limit, Counts counts) {
        count(Precision.rounded(xs), Precision.rounded(ys), (float) re, (float) im, (float) bound, limit, counts);
    }
}
