package org.juliaset.compute.cpu;

import org.juliaset.model.Counts;

/**
 * One lane, one orbit at a time: the definition of an escape count, which every other kernel equals,
 * {@code kernels/julia.cl} among them.
 */
public final class ScalarKernel {
    private ScalarKernel() {}

    /**
     * Iterations before the one that takes the orbit of {@code re + im·i} to a squared norm of at least
     * {@code bound}; {@code limit} where none does. IEEE 754 float64, each operation rounded: a fused
     * multiply-add changes counts.
     */
    static int escape(double re, double im, double cre, double cim, double bound, int limit) {
        double re2 = re * re;
        double im2 = im * im;
        double reim = re * im;
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
            double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
        for (int row = 0, pixel = 0; row < ys.length; row++) {
            for (int column = 0; column < xs.length; column++, pixel++) {
                counts.set(pixel, escape(xs[column], ys[row], cre, cim, bound, limit));
            }
        }
    }
}
