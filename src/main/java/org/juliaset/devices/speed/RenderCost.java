package org.juliaset.devices.speed;

import java.util.function.DoubleSupplier;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;

/**
 * How much there is to compute.
 *
 * @param most iterations, if no orbit escaped
 * @param sampled about as many iterations as there will be, from some orbits of the picture: takes milliseconds
 */
public record RenderCost(Precision precision, double most, DoubleSupplier sampled) {
    private static final int ROWS = 32;
    private static final int COLUMNS = 32;

    /** Minutes of any device. */
    public static final double MUCH = 1e14;

    /** A picture's. */
    public static RenderCost of(JuliaSet set, Grid grid) {
        double most = (double) grid.pixels() * set.iterationLimit();
        return new RenderCost(set.precision(), most, () -> sample(set, grid));
    }

    /** That of pictures that are not known yet, and worth any start. */
    public static RenderCost much(Precision precision) {
        return of(precision, MUCH);
    }

    /** Some iterations. */
    public static RenderCost of(Precision precision, double iterations) {
        return new RenderCost(precision, iterations, () -> iterations);
    }

    private static double sample(JuliaSet set, Grid grid) {
        int rows = (int) Math.min(ROWS, grid.height());
        double steps = 0;
        for (int sample = 0; sample < rows; sample++) {
            steps += OrbitSteps.ofRow(set, grid, (long) ((sample + 0.5) / rows * grid.height()), COLUMNS);
        }
        return steps / rows * grid.pixels();
    }
}
