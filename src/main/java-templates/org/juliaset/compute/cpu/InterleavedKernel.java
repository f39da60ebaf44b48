package org.juliaset.compute.cpu;

import org.juliaset.compute.CycleDetection;
import org.juliaset.model.Counts;

/**
 * Four neighbouring orbits in flight: the CPU's kernel where there is no SIMD. A step of one orbit is a
 * chain of operations that each wait for the one before; four independent chains keep the arithmetic
 * units busy.
 *
 * <p>An orbit that has escaped, or repeats itself, is set to NaN, which stays NaN and never compares as
 * escaped again. The orbits of a group go on until the last one ends: to give a lane the next pixel at
 * once wastes no step and is slower all the same, for what it costs to find out which lane that is. The
 * four are written out because the JIT keeps local variables in registers, and the elements of arrays
 * not.
 */
public final class InterleavedKernel {
    private static final int LANES = $count;

    private InterleavedKernel() {}

    /** Counts of {@link #LANES} pixels of a row, {@code first} being their first, as {@link ScalarKernel#escape}. */
    private static void escape(
            double x$v,
            double y,
            double cre,
            double cim,
            double bound,
            int limit,
            Counts counts,
            int first) {
        double re20 = x0 * x0, im20 = y * y, reim0 = x0 * y;
        double re2$rest = x$rest * x$rest, im2$rest = im20, reim$rest = x$rest * y;
        double pastRe2$v = Double.NaN;
        double pastIm2$v = 0;
        double pastReim$v = 0;
        int n$v = limit;
        int live = LANES;
        int keep = 0;
        for (int n = 0; n < limit && live > 0; ) {
            int end = n + Math.min(limit - n, CycleDetection.INTERVAL);
            for (; n < end && live > 0; n++) {
                double re$v = (re2$v - im2$v) + cre;
                double im$v = (reim$v + reim$v) + cim;
                re2$v = re$v * re$v;
                im2$v = im$v * im$v;
                reim$v = re$v * im$v;
                if (re2$v + im2$v >= bound) {
                    n$v = n;
                    re2$v = Double.NaN;
                    live--;
                }
            }
            if (re2$v == pastRe2$v && im2$v == pastIm2$v && reim$v == pastReim$v) {
                re2$v = Double.NaN;
                live--;
            }
            if (n >= keep) {
                pastRe2$v = re2$v; pastIm2$v = im2$v; pastReim$v = reim$v;
                keep = CycleDetection.next(n);
            }
        }
        counts.set(first + $v, n$v);
    }

    /** Counts of every pixel (xs[column], ys[row]). */
    public static void julia(
            double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
        for (int row = 0, pixel = 0; row < ys.length; row++) {
            double y = ys[row];
            int column = 0;
            for (; column + LANES <= xs.length; column += LANES, pixel += LANES) {
                double x$v = xs[column + $v];
                escape(
                        x$v,
                        y, cre, cim, bound, limit, counts, pixel);
            }
            for (; column < xs.length; column++, pixel++) {
                counts.set(pixel, ScalarKernel.escape(xs[column], y, cre, cim, bound, limit));
            }
        }
    }
}
