package org.juliaset.engine;

import org.juliaset.core.Band;
import org.juliaset.core.ComplexRegion;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.core.Precision;

/**
 * Small pictures that an engine must compute exactly as the scalar kernel does before it is used. They
 * lie around the two fixed points of a set, both repelling, and are some 10⁻¹⁴ wide: while an orbit
 * leaves, what rounding does to it grows as fast as what sets it apart from its neighbours. To fuse the
 * product and the difference of a real part changes a tenth to a third of the counts.
 */
public final class SelfTest {
    private static final double REAL = -0.835;
    private static final double IMAG = -0.2321;

    /** Around the solution of z = z² + c that is closer to 0: orbits leave within 400 iterations. */
    private static final ComplexRegion SLOW = around(-0.5475083268653449, -0.11078670882481474, 1e-14);

    /** Around the other one: orbits leave within 150 iterations. */
    private static final ComplexRegion FAST = around(1.547508326865345, 0.11078670882481474, 3e-15);

    /** In float32 the fixed points are not resolved: a part of the set's edge, with long orbits. */
    private static final ComplexRegion COARSE = new ComplexRegion(-0.1, 0.1, 0.05, -0.05);

    /** Odd, so that no group of pixels comes out even. */
    private static final int WIDTH = 67;

    /** For a high limit, so small that no engine has to take care that it may take long. */
    private static final int SMALL_WIDTH = 41;

    private SelfTest() {}

    private static ComplexRegion around(double re, double im, double reach) {
        return new ComplexRegion(re - reach, re + reach, im + reach / 2, im - reach / 2);
    }

    /** What is tested: as {@link Engine#compute} does it. */
    @FunctionalInterface
    public interface Computation {
        /** Computes the counts of a band. */
        void compute(JuliaSet set, Grid grid, Band band, Counts counts);
    }

    /**
     * Admits an engine, or a way of computing: counts of 8, of 16 and of 32 bits.
     *
     * @throws EngineException if a count differs, naming the first that does
     */
    public static void require(Computation computation, Precision precision) {
        boolean float64 = precision == Precision.FLOAT64;
        require(computation, (float64 ? FAST : COARSE).grid(WIDTH), 255, precision);
        require(computation, (float64 ? SLOW : COARSE).grid(WIDTH), 500, precision);
        require(computation, (float64 ? SLOW : COARSE).grid(SMALL_WIDTH), 70_000, precision);
    }

    private static void require(Computation computation, Grid grid, int limit, Precision precision) {
        JuliaSet set = new JuliaSet(REAL, IMAG, 2, limit, precision);
        Band band = grid.whole();
        Counts expected = Counts.allocate(grid.width(), band.rows(), limit);
        BuiltInProvider.scalar(1).compute(set, grid, band, expected);
        Counts actual = Counts.allocate(grid.width(), band.rows(), limit);
        computation.compute(set, grid, band, actual);
        requireEqual(expected, actual);
    }

    private static void requireEqual(Counts expected, Counts actual) {
        int different = 0;
        int first = -1;
        for (int pixel = expected.size() - 1; pixel >= 0; pixel--) {
            if (expected.get(pixel) != actual.get(pixel)) {
                different++;
                first = pixel;
            }
        }
        if (different > 0) {
            throw new EngineException("self-test failed: " + different + " of " + expected.size()
                    + " counts differ from the scalar engine's, the first at column "
                    + first % expected.width() + ", row " + first / expected.width() + ": "
                    + actual.get(first) + " instead of " + expected.get(first));
        }
    }
}
