package org.juliaset.devices.speed;

import java.util.function.DoubleSupplier;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;

/**
 * The amount of computation for a picture.
 *
 * @param most iterations if no orbit escapes
 * @param sampled estimates the iterations from some orbits of the picture; takes milliseconds
 */
public record RenderCost(Precision precision, double most, DoubleSupplier sampled) {
    private static final int ROWS = 32;
    private static final int COLUMNS = 32;

    /** So many iterations that every device takes minutes. */
    public static final double MUCH = 1e14;

    /** Returns the cost of a picture. */
    public static RenderCost of(Scene scene) {
        double most = (double) scene.grid().pixels() * scene.set().iterationLimit();
        return new RenderCost(scene.set().precision(), most, () -> sample(scene));
    }

    /** Returns a cost so large that the start of any device is worth its time. */
    public static RenderCost much(Precision precision) {
        return of(precision, MUCH);
    }

    /** Returns the cost of a given number of iterations. */
    public static RenderCost of(Precision precision, double iterations) {
        return new RenderCost(precision, iterations, () -> iterations);
    }

    private static double sample(Scene scene) {
        int rows = (int) Math.min(ROWS, scene.grid().height());
        double steps = 0;
        for (int sample = 0; sample < rows; sample++) {
            steps += OrbitSteps.ofRow(scene, (long) ((sample + 0.5) / rows * scene.grid().height()), COLUMNS);
        }
        return steps / rows * scene.grid().pixels();
    }
}
