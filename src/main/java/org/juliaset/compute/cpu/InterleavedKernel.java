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
    private static final int LANES = 4;

    private InterleavedKernel() {}

    /** Counts of {@link #LANES} pixels of a row, {@code first} being their first, as {@link ScalarKernel#escape}. */
    private static void escape(
            double x0,
            double x1,
            double x2,
            double x3,
            double y,
            double cre,
            double cim,
            double bound,
            int limit,
            Counts counts,
            int first) {
        double re20 = x0 * x0, im20 = y * y, reim0 = x0 * y;
        double re21 = x1 * x1, im21 = im20, reim1 = x1 * y;
        double re22 = x2 * x2, im22 = im20, reim2 = x2 * y;
        double re23 = x3 * x3, im23 = im20, reim3 = x3 * y;
        double pastRe20 = Double.NaN, pastRe21 = Double.NaN, pastRe22 = Double.NaN, pastRe23 = Double.NaN;
        double pastIm20 = 0, pastIm21 = 0, pastIm22 = 0, pastIm23 = 0;
        double pastReim0 = 0, pastReim1 = 0, pastReim2 = 0, pastReim3 = 0;
        int n0 = limit, n1 = limit, n2 = limit, n3 = limit;
        int live = LANES;
        int keep = 0;
        for (int n = 0; n < limit && live > 0; ) {
            int end = n + Math.min(limit - n, CycleDetection.INTERVAL);
            for (; n < end && live > 0; n++) {
                double re0 = (re20 - im20) + cre;
                double re1 = (re21 - im21) + cre;
                double re2 = (re22 - im22) + cre;
                double re3 = (re23 - im23) + cre;
                double im0 = (reim0 + reim0) + cim;
                double im1 = (reim1 + reim1) + cim;
                double im2 = (reim2 + reim2) + cim;
                double im3 = (reim3 + reim3) + cim;
                re20 = re0 * re0;
                re21 = re1 * re1;
                re22 = re2 * re2;
                re23 = re3 * re3;
                im20 = im0 * im0;
                im21 = im1 * im1;
                im22 = im2 * im2;
                im23 = im3 * im3;
                reim0 = re0 * im0;
                reim1 = re1 * im1;
                reim2 = re2 * im2;
                reim3 = re3 * im3;
                if (re20 + im20 >= bound) {
                    n0 = n;
                    re20 = Double.NaN;
                    live--;
                }
                if (re21 + im21 >= bound) {
                    n1 = n;
                    re21 = Double.NaN;
                    live--;
                }
                if (re22 + im22 >= bound) {
                    n2 = n;
                    re22 = Double.NaN;
                    live--;
                }
                if (re23 + im23 >= bound) {
                    n3 = n;
                    re23 = Double.NaN;
                    live--;
                }
            }
            if (re20 == pastRe20 && im20 == pastIm20 && reim0 == pastReim0) {
                re20 = Double.NaN;
                live--;
            }
            if (re21 == pastRe21 && im21 == pastIm21 && reim1 == pastReim1) {
                re21 = Double.NaN;
                live--;
            }
            if (re22 == pastRe22 && im22 == pastIm22 && reim2 == pastReim2) {
                re22 = Double.NaN;
                live--;
            }
            if (re23 == pastRe23 && im23 == pastIm23 && reim3 == pastReim3) {
                re23 = Double.NaN;
                live--;
            }
            if (n >= keep) {
                pastRe20 = re20;
                pastIm20 = im20;
                pastReim0 = reim0;
                pastRe21 = re21;
                pastIm21 = im21;
                pastReim1 = reim1;
                pastRe22 = re22;
                pastIm22 = im22;
                pastReim2 = reim2;
                pastRe23 = re23;
                pastIm23 = im23;
                pastReim3 = reim3;
                keep = CycleDetection.next(n);
            }
        }
        counts.set(first, n0);
        counts.set(first + 1, n1);
        counts.set(first + 2, n2);
        counts.set(first + 3, n3);
    }

    /** Counts of every pixel (xs[column], ys[row]). */
    public static void julia(
            double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
        for (int row = 0, pixel = 0; row < ys.length; row++) {
            double y = ys[row];
            int column = 0;
            for (; column + LANES <= xs.length; column += LANES, pixel += LANES) {
                double x0 = xs[column], x1 = xs[column + 1], x2 = xs[column + 2], x3 = xs[column + 3];
                escape(x0, x1, x2, x3, y, cre, cim, bound, limit, counts, pixel);
            }
            for (; column < xs.length; column++, pixel++) {
                counts.set(pixel, ScalarKernel.escape(xs[column], y, cre, cim, bound, limit));
            }
        }
    }
}
