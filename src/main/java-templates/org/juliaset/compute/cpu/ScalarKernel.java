package org.juliaset.compute.cpu;

import org.juliaset.compute.LongOrbits;
import org.juliaset.compute.SmoothLevels; // $smooth
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling; // $smooth

/**
 * One orbit at a time: the definition of float64 escape counts. Every other float64 kernel gives the same counts,
 * {@code kernels/julia.cl} included. A pixel is the first point of its orbit, and c is the same for all. // $julia
 * {@code kernels/julia.cl} included. A pixel is the c of its orbit, and the first point is the same for all. // $map
 *
 * <p>All kernels have the same stages, in this order: place the orbits at their pixels, step, test whether they are
 * inside the threshold, count, end cycles, store the counts. This one does not look for cycles.
 */
public final class ScalarKernel {
    private ScalarKernel() {}

    /**
     * Iterations before the one that takes the orbit of {@code x + y·i} to a squared norm of at least {@code bound};
     * {@code limit} where none does. IEEE 754 float64, each operation rounded: a fused multiply-add changes counts.
     *
     * @return the smooth count of these iterations and that norm // $smooth
     */
    static int escape(
            double x,
            double y,
            double cre,
            double cim,
            double bound,
            SmoothLevels levels, // $smooth
            int limit) {
        // place
        double re2 = x * x;
        double im2 = y * y;
        double reim = x * y;
        int n = 0;
        while (n < limit) {
            // step
            double re = (re2 - im2) + cre;
            double im = (reim + reim) + cim;
            re2 = re * re;
            im2 = im * im;
            reim = re * im;
            // test
            if (re2 + im2 >= bound) {
                break; // $plain
                return levels.smooth(n, Double.doubleToRawLongBits(re2 + im2)); // $smooth
            }
            // count
            n++;
            if (n % LongOrbits.STEPS == 0) {
                LongOrbits.requireUninterrupted();
            }
        }
        return n; // $plain
        return limit * Sampling.UNITS; // $smooth
    }

    /** Stores the counts of every pixel (xs[column], ys[row]). */
    public static void count(
            double[] xs,
            double[] ys,
            double cre, // $julia
            double cim, // $julia
            double zre, // $map
            double zim, // $map
            double bound,
            SmoothLevels levels, // $smooth
            int limit,
            Counts counts) {
        for (int row = 0, pixel = 0; row < ys.length; row++) {
            for (int column = 0; column < xs.length; column++, pixel++) {
                counts.set(pixel, escape(xs[column], ys[row], cre, cim, bound, limit)); // $julia $plain
                counts.set(pixel, escape(xs[column], ys[row], cre, cim, bound, levels, limit)); // $julia $smooth
                counts.set(pixel, escape(zre, zim, xs[column], ys[row], bound, limit)); // $map $plain
                counts.set(pixel, escape(zre, zim, xs[column], ys[row], bound, levels, limit)); // $map $smooth
            }
        }
    }
}
