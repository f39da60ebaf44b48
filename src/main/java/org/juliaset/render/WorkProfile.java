package org.juliaset.render;

import java.util.Arrays;
import org.juliaset.devices.speed.OrbitSteps;
import org.juliaset.model.Scene;

/**
 * The distribution of a render's work over its rows. A row through the interior can cost a hundred times one outside,
 * so the remaining time does not follow from the number of rows; it is estimated from a coarse sample of orbits.
 * Immutable.
 */
public final class WorkProfile {
    private static final int ROWS = 96;

    /** Rows of a fine profile. */
    private static final int MANY_ROWS = 1024;

    private static final int COLUMNS = 64;

    /** The cost of shading, compressing and writing a pixel, in steps of an orbit; measured. */
    private static final double PIXEL_STEPS = 40;

    private final long pixels;

    /** Work before each sampled strip of rows and after the last one, as a share of all work. */
    private final double[] before;

    private WorkProfile(long pixels, double[] before) {
        this.pixels = pixels;
        this.before = before;
    }

    /** Samples a picture. Takes some milliseconds, at most 0.25 s. */
    public static WorkProfile of(Scene scene) {
        return of(scene, ROWS);
    }

    /**
     * Samples a picture more closely. Takes tens of milliseconds, at most 3 s. The result depends on the scene alone:
     * it is the same on every machine.
     */
    public static WorkProfile fine(Scene scene) {
        return of(scene, MANY_ROWS);
    }

    private static WorkProfile of(Scene scene, int rows) {
        int strips = (int) Math.min(rows, scene.grid().height());
        double samples = (double) scene.sampling().perSide() * scene.sampling().perSide();
        double[] before = new double[strips + 1];
        for (int strip = 0; strip < strips; strip++) {
            long row = (long) ((strip + 0.5) / strips * scene.grid().height());
            before[strip + 1] =
                    before[strip] + samples * OrbitSteps.ofRow(scene, row, COLUMNS) + PIXEL_STEPS;
        }
        double all = before[strips];
        return new WorkProfile(scene.grid().pixels(), Arrays.stream(before).map(work -> work / all).toArray());
    }

    /** Returns the share of all work, 0 to 1, in the first pixels in row-major order. */
    public double share(long firstPixels) {
        int strips = before.length - 1;
        double place = (double) firstPixels / pixels * strips;
        int strip = (int) Math.min(strips - 1, Math.max(0, place));
        return before[strip] + (place - strip) * (before[strip + 1] - before[strip]);
    }
}
