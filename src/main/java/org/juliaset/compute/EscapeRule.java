package org.juliaset.compute;

/** What is known of orbits that have escaped. */
public final class EscapeRule {
    /** Covers the rounding of a step near the threshold, in float32 as in float64, a hundred times over. */
    private static final double MARGIN = 1e-3;

    private EscapeRule() {}

    /**
     * Whether an orbit outside the threshold T can never come back, so that it is enough to look at some
     * of its points to know whether it has escaped. From |z| ≥ T ≥ 2 and |c| ≤ T - margin follows
     * |z² + c| ≥ |z|² - |c| ≥ |z|(|z| - 1) + margin ≥ |z| + margin; in time the norm overflows to
     * infinity and then to NaN, neither of which is below any threshold.
     *
     * @param cre real part of c
     * @param cim imaginary part of c
     * @param bound T²
     */
    public static boolean isFinal(double cre, double cim, double bound) {
        return bound >= 4 && Math.hypot(cre, cim) <= Math.sqrt(bound) - MARGIN;
    }
}
