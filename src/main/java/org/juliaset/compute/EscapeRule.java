package org.juliaset.compute;

import org.juliaset.model.EscapeSet;

/** Tells whether escaped orbits can return. Where they cannot, a kernel need not test each point. */
public final class EscapeRule {
    /** A hundred times the rounding error of a step near the threshold in float32. */
    private static final double MARGIN = 1e-3;

    /** The half side of a square around c = -2. */
    private static final double NEAR_TIP = 0.1;

    private EscapeRule() {}

    /**
     * Returns whether an orbit of a Julia set that is outside the threshold T can never return. From |z| ≥ T ≥ 2 and
     * |c| ≤ T - margin follows |z² + c| ≥ |z|² - |c| ≥ |z|(|z| - 1) + margin ≥ |z| + margin; in time the norm overflows
     * to infinity and then to NaN, neither of which is below any threshold.
     *
     * @param cre real part of c
     * @param cim imaginary part of c
     * @param bound T²
     */
    public static boolean isFinal(double cre, double cim, double bound) {
        return bound >= 4 && Math.hypot(cre, cim) <= Math.sqrt(bound) - MARGIN;
    }

    /**
     * Returns the half side of the square around c = -2, the tip of the Mandelbrot set, in which an orbit of that set
     * may return from outside the threshold T. It is infinite below T = 2, and 0 if none returns.
     *
     * <p>Since c is the first point, and inside for as long as the orbit is, |c| ≤ |z| for the first z outside,
     * whatever c is, and |z² + c| ≥ |z|(|z| - 1). So norms grow from T = 2 + margin on, and for all |c| ≥ 2 + margin.
     * With a lower T and |c| ≤ 2 - margin, {@link #isFinal} holds. In between c is near the circle of radius 2. Where
     * it is at least 0.1 from -2, |c + 1|² = (|c + 2|² + |c|² - 2)/2 ≥ 1.003, so that the norm of the second point,
     * c(c + 1), is at least 2 + margin, and norms grow from there. For c = -2 it stays 2, and near that rounding
     * decides.
     *
     * @param bound T²
     */
    public static double reentrantReach(double bound) {
        if (!isFinalAwayFromTip(bound)) {
            return Double.POSITIVE_INFINITY;
        }
        return bound >= (2 + MARGIN) * (2 + MARGIN) ? 0 : NEAR_TIP;
    }

    /** Returns whether {@link #reentrantReach} is finite. */
    public static boolean isFinalAwayFromTip(double bound) {
        return bound >= 4;
    }

    /** Returns whether there are pixels of a set whose orbits can never return. */
    public static boolean isFinalSomewhere(EscapeSet set) {
        return set.isMap()
                ? isFinalAwayFromTip(set.bound())
                : isFinal(set.sharedReal(), set.sharedImag(), set.bound());
    }
}
