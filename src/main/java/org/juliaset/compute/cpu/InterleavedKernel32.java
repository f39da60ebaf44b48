package org.juliaset.compute.cpu;

import org.juliaset.compute.CycleDetection;
import org.juliaset.model.Counts;

/** {@link InterleavedKernel} in float32, line by line. */
public final class InterleavedKernel32 {
    private static final int LANES = 4;

    private InterleavedKernel32() {}

    /** Counts of {@link #LANES} pixels of a row, {@code first} being their first, as {@link ScalarKernel32#escape}. */
    private static void escape(
            float x0,
            float x1,
            float x2,
            float x3,
            float y,
            float cre,
            float cim,
            float bound,
            int limit,
            Counts counts,
            int first) {
        float re20 = x0 * x0, im20 = y * y, reim0 = x0 * y;
        float re21 = x1 * x1, im21 = im20, reim1 = x1 * y;
        float re22 = x2 * x2, im22 = im20, reim2 = x2 * y;
        float re23 = x3 * x3, im23 = im20, reim3 = x3 * y;
        float pastRe20 = Float.NaN, pastRe21 = Float.NaN, pastRe22 = Float.NaN, pastRe23 = Float.NaN;
        float pastIm20 = 0, pastIm21 = 0, pastIm22 = 0, pastIm23 = 0;
        float pastReim0 = 0, pastReim1 = 0, pastReim2 = 0, pastReim3 = 0;
        int n0 = limit, n1 = limit, n2 = limit, n3 = limit;
        int live = LANES;
        int keep = 0;
        for (int n = 0; n < limit && live > 0; ) {
            int end = n + Math.min(limit - n, CycleDetection.INTERVAL);
            for (; n < end && live > 0; n++) {
                float re0 = (re20 - im20) + cre;
                float re1 = (re21 - im21) + cre;
                float re2 = (re22 - im22) + cre;
                float re3 = (re23 - im23) + cre;
                float im0 = (reim0 + reim0) + cim;
                float im1 = (reim1 + reim1) + cim;
                float im2 = (reim2 + reim2) + cim;
                float im3 = (reim3 + reim3) + cim;
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
                    re20 = Float.NaN;
                    live--;
                }
                if (re21 + im21 >= bound) {
                    n1 = n;
                    re21 = Float.NaN;
                    live--;
                }
                if (re22 + im22 >= bound) {
                    n2 = n;
                    re22 = Float.NaN;
                    live--;
                }
                if (re23 + im23 >= bound) {
                    n3 = n;
                    re23 = Float.NaN;
                    live--;
                }
            }
            if (re20 == pastRe20 && im20 == pastIm20 && reim0 == pastReim0) {
                re20 = Float.NaN;
                live--;
            }
            if (re21 == pastRe21 && im21 == pastIm21 && reim1 == pastReim1) {
                re21 = Float.NaN;
                live--;
            }
            if (re22 == pastRe22 && im22 == pastIm22 && reim2 == pastReim2) {
                re22 = Float.NaN;
                live--;
            }
            if (re23 == pastRe23 && im23 == pastIm23 && reim3 == pastReim3) {
                re23 = Float.NaN;
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
            float[] xs, float[] ys, float cre, float cim, float bound, int limit, Counts counts) {
        for (int row = 0, pixel = 0; row < ys.length; row++) {
            float y = ys[row];
            int column = 0;
            for (; column + LANES <= xs.length; column += LANES, pixel += LANES) {
                float x0 = xs[column], x1 = xs[column + 1], x2 = xs[column + 2], x3 = xs[column + 3];
                escape(x0, x1, x2, x3, y, cre, cim, bound, limit, counts, pixel);
            }
            for (; column < xs.length; column++, pixel++) {
                counts.set(pixel, ScalarKernel32.escape(xs[column], y, cre, cim, bound, limit));
            }
        }
    }
}
