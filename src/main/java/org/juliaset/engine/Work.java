package org.juliaset.engine;

import java.util.function.DoubleSupplier;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.core.Precision;

/**
 * How much there is to compute.
 *
 * @param most iterations, if no orbit escaped
 * @param sampled about as many iterations as there will be, from some orbits of the picture: takes milliseconds
 */
record Work(Precision precision, double most, DoubleSupplier sampled) {
    private static final int ROWS = 32;
    private static final int COLUMNS = 32;

    /** Minutes of any device. */
    static final double MUCH = 1e14;

    /** A picture's. */
    static Work of(JuliaSet set, Grid grid) {
        double most = (double) grid.pixels() * set.iterationLimit();
        return new Work(set.precision(), most, () -> sample(set, grid));
    }

    /** That of pictures that are not known yet, and worth any start. */
    static Work much(Precision precision) {
        return of(precision, MUCH);
    }

    /** Some iterations. */
    static Work of(Precision precision, double iterations) {
        return new Work(precision, iterations, () -> iterations);
    }

    private static double sample(JuliaSet set, Grid grid) {
        int rows = (int) Math.min(ROWS, grid.height());
        double steps = 0;
        for (int sample = 0; sample < rows; sample++) {
            steps += OrbitCost.ofRow(set, grid, (long) ((sample + 0.5) / rows * grid.height()), COLUMNS);
        }
        return steps / rows * grid.pixels();
    }
}
