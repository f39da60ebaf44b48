package org.juliaset.compute.cpu;

import org.juliaset.compute.CycleDetection;
import org.juliaset.compute.LongOrbits;
import org.juliaset.compute.SmoothLevels; // $smooth
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling; // $smooth

/**
 * $count neighbouring orbits in flight: the kernel of the CPU without SIMD. A step of one orbit is a chain of
 * operations, each of which waits for the one before; independent chains keep the arithmetic units busy.
 *
 * <p>An orbit that has escaped or is in a cycle is set to NaN, which stays NaN and never compares as escaped again.
 * The orbits of a group step until the last one ends: giving a finished orbit's place to the next pixel at once saves
 * steps, but is slower, since finding out which orbit has finished costs more. Orbits are in local variables, which
 * the JIT keeps in registers; it does not do so with the elements of arrays.
 */
public final class InterleavedKernel {
    private static final int ORBITS = $count;

    private InterleavedKernel() {}

    /**
     * Stores the counts of {@link #ORBITS} pixels of a row, as {@link ScalarKernel#escape} counts them.
     *
     * @param column the first pixel's column in {@code xs}
     * @param pixel its index in {@code counts}
     */
    private static void escape(
            double[] xs,
            int column,
            double y,
            double cre, // $julia
            double cim, // $julia
            double zre, // $map
            double zim, // $map
            double bound,
            SmoothLevels levels, // $smooth
            int limit,
            Counts counts,
            int pixel) {
        // place
        double x$v = xs[column + $v];
        double re2$v = x$v * x$v; // $julia
        double im2$v = y * y; // $julia
        double reim$v = x$v * y; // $julia
        double re2$v = zre * zre; // $map
        double im2$v = zim * zim; // $map
        double reim$v = zre * zim; // $map
        int n$v = limit; // $plain
        int n$v = limit * Sampling.UNITS; // $smooth
        double pastRe2$v = Double.NaN;
        double pastIm2$v = Double.NaN;
        double pastReim$v = Double.NaN;
        int nextPast = 0;
        int inside = ORBITS;
        for (int n = 0; n < limit && inside > 0; ) {
            if (n >= LongOrbits.STEPS) {
                LongOrbits.requireUninterrupted();
            }
            int end = n + Math.min(limit - n, CycleDetection.INTERVAL);
            for (; n < end && inside > 0; n++) {
                // step
                double re$v = (re2$v - im2$v) + cre; // $julia
                double im$v = (reim$v + reim$v) + cim; // $julia
                double re$v = (re2$v - im2$v) + x$v; // $map
                double im$v = (reim$v + reim$v) + y; // $map
                re2$v = re$v * re$v;
                im2$v = im$v * im$v;
                reim$v = re$v * im$v;
                // test and count
                if (re2$v + im2$v >= bound) {
                    n$v = n; // $plain
                    n$v = levels.smooth(n, Double.doubleToRawLongBits(re2$v + im2$v)); // $smooth
                    re2$v = Double.NaN;
                    inside--;
                }
            }
            // end cycles
            if (re2$v == pastRe2$v && im2$v == pastIm2$v && reim$v == pastReim$v) {
                re2$v = Double.NaN;
                inside--;
            }
            if (n >= nextPast) {
                pastRe2$v = re2$v;
                pastIm2$v = im2$v;
                pastReim$v = reim$v;
                nextPast = CycleDetection.next(n);
            }
        }
        // store
        counts.set(pixel + $v, n$v);
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
            int column = 0;
            for (; column + ORBITS <= xs.length; column += ORBITS, pixel += ORBITS) {
                escape(xs, column, ys[row], cre, cim, bound, limit, counts, pixel); // $julia $plain
                escape(xs, column, ys[row], cre, cim, bound, levels, limit, counts, pixel); // $julia $smooth
                escape(xs, column, ys[row], zre, zim, bound, limit, counts, pixel); // $map $plain
                escape(xs, column, ys[row], zre, zim, bound, levels, limit, counts, pixel); // $map $smooth
            }
            for (; column < xs.length; column++, pixel++) {
                int n = ScalarKernel.escape(xs[column], ys[row], cre, cim, bound, limit); // $julia $plain
                int n = ScalarKernel.escape(xs[column], ys[row], cre, cim, bound, levels, limit); // $julia $smooth
                int n = ScalarKernel.escape(zre, zim, xs[column], ys[row], bound, limit); // $map $plain
                int n = ScalarKernel.escape(zre, zim, xs[column], ys[row], bound, levels, limit); // $map $smooth
                counts.set(pixel, n);
            }
        }
    }
}
