package org.juliaset.compute;

/** Tells whether escaped orbits can return. */
public final class EscapeRule {
    /** A hundred times the rounding error of a step near the threshold in float32. */
    private static final double MARGIN = 1e-3;

    private EscapeRule() {}

    /**
     * Returns whether an orbit outside the threshold T can never return, so that a kernel need not test each point.
     * From |z| ≥ T ≥ 2 and |c| ≤ T - margin follows |z² + c| ≥ |z|² - |c| ≥ |z|(|z| - 1) + margin ≥ |z| + margin; in
     * time the norm overflows to infinity and then to NaN, neither of which is below any threshold.
     *
     * @param cre real part of c
     * @param cim imaginary part of c
     * @param bound T²
     */
    public static boolean isFinal(double cre, double cim, double bound) {
        return bound >= 4 && Math.hypot(cre, cim) <= Math.sqrt(bound) - MARGIN;
    }
}
