package org.juliaset.engine;

/**
 * Orbits for measuring ceilings: from multiples of a small step on the real axis, towards a fixed point of
 * z² + c that attracts. None of them escapes, and none comes to numbers so small that they cost more.
 */
public final class BoundedOrbits {
    /** Distance between their starting points, up to 64 of them. */
    public static final double STEP = 0.001;

    /** Real part of c. */
    public static final double REAL = -0.1;

    /** Imaginary part of c. */
    public static final double IMAG = 0.1;

    /** Squared threshold. */
    public static final double BOUND = 4;

    private BoundedOrbits() {}
}
