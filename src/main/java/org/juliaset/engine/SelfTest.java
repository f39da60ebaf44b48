package org.juliaset.engine;

import org.juliaset.core.Band;
import org.juliaset.core.ComplexRegion;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;

/**
 * A small picture that an engine must compute exactly as the scalar kernel does before it is used. It
 * is 10⁻¹⁴ wide and lies around a fixed point of its set, a repelling one: orbits stay there for
 * hundreds of iterations, while what rounding does to them grows by a tenth with each. An engine that
 * leaves a single kind of rounding out gets a third of the counts wrong.
 */
public final class SelfTest {
    private static final double REAL = -0.835;
    private static final double IMAG = -0.2321;

    /** The solution of z = z² + c that is closer to 0. */
    private static final double FIXED_RE = -0.5475083268653449;

    private static final double FIXED_IM = -0.11078670882481474;
    private static final double HALF_WIDTH = 1e-14;

    /** An odd width, so that no group of pixels comes out even. */
    private static final Grid GRID = new ComplexRegion(
                    FIXED_RE - HALF_WIDTH,
                    FIXED_RE + HALF_WIDTH,
                    FIXED_IM + HALF_WIDTH / 2,
                    FIXED_IM - HALF_WIDTH / 2)
            .grid(67);

    /** One iteration limit for each width of counts: 8, 16 and 32 bits. */
    private static final int[] LIMITS = {255, 400, 70_000};

    private SelfTest() {}

    /**
     * Admits an engine.
     *
     * @throws EngineException if a count differs, naming the first that does
     */
    public static void require(Engine engine) {
        for (int limit : LIMITS) {
            JuliaSet set = new JuliaSet(REAL, IMAG, 2, limit);
            Band band = GRID.whole();
            Counts expected = Counts.allocate(GRID.width(), band.rows(), limit);
            ScalarKernel.julia(
                    GRID.columns(), GRID.rows(band), set.real(), set.imag(), set.bound(), limit, expected);
            Counts actual = Counts.allocate(GRID.width(), band.rows(), limit);
            engine.compute(set, GRID, band, actual);
            requireEqual(engine, expected, actual);
        }
    }

    private static void requireEqual(Engine engine, Counts expected, Counts actual) {
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
