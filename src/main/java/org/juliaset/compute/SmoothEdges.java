package org.juliaset.compute;

import java.math.BigDecimal;
import java.math.MathContext;
import org.juliaset.model.Sampling;

/**
 * The squared norms t₁ to t₄₀₉₅ that smooth counts are divided by: {@code t[j]} is the float64 nearest to
 * {@code bound^(2^(j/4096))}, so they lie between the bound and its square. They are computed in double-double
 * arithmetic (T. J. Dekker, Numerische Mathematik 18, 1971, 224-242), to about 95 bits, and again exactly where that
 * does not decide the last bit of a float64. None is half-way between two: it is a transcendental number, by the
 * theorem of Gelfond and Schneider.
 */
final class SmoothEdges {
    private static final int UNITS = Sampling.UNITS;

    /** Powers of 2 in a table are this many to an octave, and the others are close to one of them. */
    private static final int STEPS = 64;

    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** 1/6 and the rest of it, of which 1/24 is a fourth. */
    private static final double SIXTH = 0x1.5555555555555p-3;

    private static final double SIXTH_LOW = 0x1.5555555555555p-57;

    /** More than what a result is wrong by, in relation to it. */
    private static final double ERROR = 0x1p-84;

    /** Decimal digits that decide the last bit of a float64, and binary digits of exponents for them. */
    private static final MathContext DIGITS = new MathContext(80);

    private static final int EXPONENT_BITS = 260;

    private SmoothEdges() {}

    /** @param bound a finite number above 1 whose square is finite */
    static double[] of(double bound) {
        DoubleDouble[] coarse = powers(STEPS);
        DoubleDouble[] fine = powers(UNITS);
        DoubleDouble log2 = log2(bound, coarse);
        DoubleDouble power = new DoubleDouble();
        double[] edges = new double[UNITS - 1];
        for (int j = 1; j < UNITS; j++) {
            power.set(log2).times(coarse[j / STEPS]).times(fine[j % STEPS]);
            int exponent = exp2(power, coarse);
            double low = power.low;
            double error = power.high * ERROR;
            boolean isSure = power.high + (low - error) == power.high && power.high + (low + error) == power.high;
            edges[j - 1] = isSure ? Math.scalb(power.high, exponent) : exact(bound, j);
        }
        return edges;
    }

    /** One edge, by exact arithmetic. */
    static double exact(double bound, int j) {
        BigDecimal exponent = power(BigDecimal.valueOf(2), BigDecimal.valueOf(j).divide(BigDecimal.valueOf(UNITS)));
        return power(new BigDecimal(bound), exponent).doubleValue();
    }

    /** To the power of the exponent's binary digits, which belong to the base and its repeated square roots. */
    private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        BigDecimal power = BigDecimal.ONE;
        BigDecimal root = base;
        BigDecimal rest = exponent;
        for (int bit = 0; bit < EXPONENT_BITS && rest.signum() > 0; bit++) {
            if (rest.compareTo(BigDecimal.ONE) >= 0) {
                power = power.multiply(root, DIGITS);
                rest = rest.subtract(BigDecimal.ONE);
            }
            rest = rest.add(rest);
            root = root.sqrt(DIGITS);
        }
        return power;
    }

    /** {@code 2^(k/parts)} for k from 0 to {@link #STEPS}. */
    private static DoubleDouble[] powers(int parts) {
        DoubleDouble[] powers = new DoubleDouble[STEPS + 1];
        powers[0] = new DoubleDouble().set(1, 0);
        DoubleDouble first = new DoubleDouble().set(LN2 / parts, LN2_LOW / parts);
        expOfLittle(first);
        for (int k = 1; k <= STEPS; k++) {
            powers[k] = new DoubleDouble().set(powers[k - 1]).times(first);
        }
        return powers;
    }

    /** From what the power of 2 of a first approximation lacks. */
    private static DoubleDouble log2(double number, DoubleDouble[] powers) {
        double log2 = StrictMath.log(number) / LN2;
        DoubleDouble power = new DoubleDouble().set(log2, 0);
        int exponent = exp2(power, powers);
        double scaled = Math.scalb(number, -exponent);
        double lacks = ((scaled - power.high) - power.low) / power.high;
        return new DoubleDouble().set(log2, (lacks - lacks * lacks / 2) / LN2);
    }

    /**
     * Makes of x the power {@code 2^x / 2^n}, about 1.
     *
     * @return n
     */
    private static int exp2(DoubleDouble x, DoubleDouble[] powers) {
        int steps = (int) Math.floor(x.high * STEPS);
        x.plus(-(double) steps / STEPS).times(LN2, LN2_LOW);
        expOfLittle(x);
        x.times(powers[Math.floorMod(steps, STEPS)]);
        return Math.floorDiv(steps, STEPS);
    }

    /** Makes of x, at most ln 2 / {@link #STEPS}, e to its power: terms below 2⁻⁴⁰ in float64. */
    private static void expOfLittle(DoubleDouble x) {
        double y = x.high;
        double rest = 1 / 3628800.0 + y / 39916800;
        rest = 1 / 40320.0 + y * (1 / 362880.0 + y * rest);
        rest = 1 / 120.0 + y * (1 / 720.0 + y * (1 / 5040.0 + y * rest));
        double high = x.high;
        double low = x.low;
        x.times(rest, 0).plus(SIXTH / 4, SIXTH_LOW / 4);
        x.times(high, low).plus(SIXTH, SIXTH_LOW);
        x.times(high, low).plus(0.5, 0);
        x.times(high, low).plus(1);
        x.times(high, low).plus(1);
    }

    /** A number as the sum of two, the second below half a unit of the last place of the first. */
    private static final class DoubleDouble {
        /** Times a float64 gives its upper half. */
        private static final double SPLIT = 0x1p27 + 1;

        private double high;
        private double low;

        DoubleDouble set(DoubleDouble other) {
            high = other.high;
            low = other.low;
            return this;
        }

        DoubleDouble set(double first, double second) {
            high = first + second;
            low = second - (high - first);
            return this;
        }

        DoubleDouble plus(double number) {
            return plus(number, 0);
        }

        DoubleDouble plus(double otherHigh, double otherLow) {
            double sum = high + otherHigh;
            double part = sum - high;
            double lost = (high - (sum - part)) + (otherHigh - part);
            return set(sum, lost + (low + otherLow));
        }

        DoubleDouble times(DoubleDouble other) {
            return times(other.high, other.low);
        }

        DoubleDouble times(double otherHigh, double otherLow) {
            double product = high * otherHigh;
            double upper = upper(high);
            double otherUpper = upper(otherHigh);
            double rest = high - upper;
            double otherRest = otherHigh - otherUpper;
            double lost = ((upper * otherUpper - product) + upper * otherRest + rest * otherUpper) + rest * otherRest;
            return set(product, lost + (high * otherLow + low * otherHigh));
        }

        private static double upper(double number) {
            double scaled = SPLIT * number;
            return scaled - (scaled - number);
        }
    }
}
