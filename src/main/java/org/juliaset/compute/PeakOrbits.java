package org.juliaset.compute;

import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;

/**
 * The picture on which the peak rate of a device is measured: kernels make all of its iterations, with no other work.
 * Its orbits rotate about a fixed point of z² + c with the multiplier exp(2πi (√5 - 1)/2), inside its Siegel disc: none
 * escapes, none is found in a cycle, and no number is subnormal.
 */
public final class PeakOrbits {
    /** The largest iteration limit for which that holds in both precisions. */
    public static final int MAX_LIMIT = 32 * CycleDetection.INTERVAL;

    private static final double REAL = -0.3905408702184;
    private static final double IMAG = -0.5867879073469687;
    private static final double FIXED_REAL = -0.36868443903915993;
    private static final double FIXED_IMAG = -0.3377451471307618;

    /** Distances of starting points from the fixed point, on each axis. */
    private static final double NEAREST = 0.01;

    private static final double FARTHEST = 0.04;

    private PeakOrbits() {}

    /** Returns the set. */
    public static JuliaSet set(int limit, Precision precision) {
        return new JuliaSet(REAL, IMAG, 2, limit, precision);
    }

    /** Returns the grid of side · side starting points. */
    public static Grid grid(int side) {
        return new ComplexRegion(
                        FIXED_REAL + NEAREST, FIXED_REAL + FARTHEST, FIXED_IMAG + FARTHEST, FIXED_IMAG + NEAREST)
                .grid(side);
    }
}
