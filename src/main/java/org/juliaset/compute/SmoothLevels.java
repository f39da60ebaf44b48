package org.juliaset.compute;

import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;

/**
 * Fractions of smooth counts, by what the squared norm is at the escaping step: {@code 4095 - |{j : norm >= t[j]}|},
 * with the t of {@link SmoothEdges}. Only integers are compared, so fractions are the same on every device.
 *
 * <p>The bits of a positive number grow with it, about as its logarithm does. From the bound on, numbers that have the
 * same bits above the lowest ones, counted from the bound, are a cell, so narrow that one t at most lies inside. A
 * table has for each cell a number from which those bits are subtracted. What remains above the lowest ones is the
 * fraction at the start of the cell, or one less from the t on, by the borrow. Immutable and safe for use by several
 * threads.
 */
public final class SmoothLevels {
    /** The largest fraction. */
    private static final int MOST = Sampling.UNITS - 1;

    /** What was made last: a picture has one bound. */
    private static volatile SmoothLevels last;

    private final double bound;
    private final Precision precision;
    private final long first;
    private final long farthest;
    private final int shift;
    private final long[] cells;

    private SmoothLevels(double bound, Precision precision) {
        this.bound = bound;
        this.precision = precision;
        this.first = bits(bound, precision);
        double[] norms = SmoothEdges.of(bound);
        long[] edges = new long[MOST + 1];
        long narrowest = Long.MAX_VALUE;
        for (int k = 0; k < MOST; k++) {
            edges[k] = bits(norms[k], precision) - first;
            narrowest = k == 0 ? narrowest : Math.min(narrowest, edges[k] - edges[k - 1]);
        }
        this.shift = narrowest <= 1 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(narrowest);
        this.farthest = (edges[MOST - 1] >>> shift) + 1 << shift;
        edges[MOST] = Long.MAX_VALUE;
        this.cells = new long[(int) (farthest >>> shift) + 1];
        for (int cell = 0, level = 0; cell < cells.length; cell++) {
            long start = (long) cell << shift;
            while (edges[level] <= start) {
                level++;
            }
            long width = Math.min(edges[level] - start, 1L << shift);
            cells[cell] = start + ((long) (MOST - level) << shift) + width - 1;
        }
    }

    /**
     * The levels for a bound, made where the last ones were for another.
     *
     * @param bound squared threshold in float64, above 1, whose square the precision can hold
     */
    public static SmoothLevels of(double bound, Precision precision) {
        SmoothLevels known = last;
        if (known == null || known.bound != bound || known.precision != precision) {
            double farthest = bound * bound;
            if (!(bound > 1 && (precision == Precision.FLOAT64 ? farthest : (float) farthest) < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("no levels for a squared threshold of " + bound);
            }
            known = new SmoothLevels(bound, precision);
            last = known;
        }
        return known;
    }

    private static long bits(double number, Precision precision) {
        return precision == Precision.FLOAT64
                ? Double.doubleToRawLongBits(number)
                : Float.floatToRawIntBits((float) number);
    }

    /** Bits of the bound, which are subtracted from those of a norm. */
    public long first() {
        return first;
    }

    /** The most that is taken for the difference. */
    public long farthest() {
        return farthest;
    }

    /** Bits of the difference that are below those that say which cell it is in. */
    public int shift() {
        return shift;
    }

    /** The table, shared: not to be written to. */
    public long[] cells() {
        return cells;
    }

    /**
     * The smooth count of an orbit that has escaped.
     *
     * @param count its plain count
     * @param bits those of its squared norm at the escaping step, a float64 or a float32 as the precision says
     */
    public int smooth(int count, long bits) {
        long past = Math.min(bits - first, farthest);
        return count * Sampling.UNITS + (int) (cells[(int) (past >>> shift)] - past >>> shift);
    }
}
