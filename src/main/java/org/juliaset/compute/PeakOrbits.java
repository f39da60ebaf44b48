package org.juliaset.compute;

import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;

/**
 * The pictures on which the peak rate of a device is measured: kernels make all of their iterations, with no other
 * work. The orbits of a Julia set rotate about a fixed point of z² + c with the multiplier exp(2πi (√5 - 1)/2), inside
 * its Siegel disc: none escapes, none is found in a cycle, and no number is subnormal. In the map the multipliers are a
 * little smaller than that one, so that orbits come near to their fixed points in ten thousand steps.
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

    /** The middle of the part of the map, where the multiplier is 1.5e-4 smaller. */
    private static final double MAP_REAL = -0.390479;

    private static final double MAP_IMAG = -0.5866625;
    private static final double MAP_REACH = 2e-5;

    private PeakOrbits() {}

    /** Returns the set. */
    public static JuliaSet set(int limit, Precision precision) {
        return new JuliaSet(REAL, IMAG, 2, limit, precision);
    }

    /** Returns a picture of one sample a pixel with side · side orbits, of any kind of counts. */
    public static Scene scene(KernelKind kind, Precision precision, int side, int limit) {
        Sampling sampling = new Sampling(1, kind.isSmooth());
        return kind.isMap()
                ? new Scene(new MandelbrotSet(2, limit, precision), mapGrid(side), sampling)
                : new Scene(set(limit, precision), grid(side), sampling);
    }

    private static Grid mapGrid(int side) {
        return new ComplexRegion(
                        MAP_REAL - MAP_REACH, MAP_REAL + MAP_REACH, MAP_IMAG + MAP_REACH, MAP_IMAG - MAP_REACH)
                .grid(side);
    }

    /** Returns the grid of side · side starting points. */
    public static Grid grid(int side) {
        return new ComplexRegion(
                        FIXED_REAL + NEAREST, FIXED_REAL + FARTHEST, FIXED_IMAG + FARTHEST, FIXED_IMAG + NEAREST)
                .grid(side);
    }
}
