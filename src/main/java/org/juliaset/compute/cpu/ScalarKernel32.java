package org.juliaset.compute.cpu;

import org.juliaset.model.Counts;
import org.juliaset.model.Precision;

/** {@link ScalarKernel} in float32: the definition of the counts of {@link Precision#FLOAT32}. */
public final class ScalarKernel32 {
    private ScalarKernel32() {}

    /** As {@link ScalarKernel#escape}, in IEEE 754 float32. */
    static int escape(float re, float im, float cre, float cim, float bound, int limit) {
        float re2 = re * re;
        float im2 = im * im;
        float reim = re * im;
        for (int n = 0; n < limit; n++) {
            re = (re2 - im2) + cre;
            im = (reim + reim) + cim;
            re2 = re * re;
            im2 = im * im;
            reim = re * im;
            if (re2 + im2 >= bound) {
                return n;
            }
        }
        return limit;
    }

    /** Counts of every pixel (xs[column], ys[row]). */
    public static void julia(
            float[] xs, float[] ys, float cre, float cim, float bound, int limit, Counts counts) {
        for (int row = 0, pixel = 0; row < ys.length; row++) {
            for (int column = 0; column < xs.length; column++, pixel++) {
                counts.set(pixel, escape(xs[column], ys[row], cre, cim, bound, limit));
            }
        }
    }
}
