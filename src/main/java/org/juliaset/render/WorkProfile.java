package org.juliaset.render;

import java.util.Arrays;
import org.juliaset.devices.speed.OrbitSteps;
import org.juliaset.model.Scene;

/**
 * How much of a render's work lies in which of its rows. A row through the interior can cost a hundred times
 * what one outside does, so rows do not tell how much time is left; a coarse sample of orbits does. Immutable.
 */
public final class WorkProfile {
    private static final int ROWS = 96;
    private static final int COLUMNS = 64;

    /** What it costs to shade, to compress and to write a pixel, in steps of an orbit; measured. */
    private static final double PIXEL_STEPS = 40;

    private final long pixels;

    /** Work before each of the sampled strips of rows, and after the last, as a share of all. */
    private final double[] before;

    private WorkProfile(long pixels, double[] before) {
        this.pixels = pixels;
        this.before = before;
    }

    /** Samples a picture. Takes some milliseconds, and a quarter of a second at most. */
    public static WorkProfile of(Scene scene) {
        int strips = (int) Math.min(ROWS, scene.grid().height());
        double[] before = new double[strips + 1];
        for (int strip = 0; strip < strips; strip++) {
            long row = (long) ((strip + 0.5) / strips * scene.grid().height());
            before[strip + 1] = before[strip] + OrbitSteps.ofRow(scene, row, COLUMNS) + PIXEL_STEPS;
        }
        double all = before[strips];
        return new WorkProfile(scene.grid().pixels(), Arrays.stream(before).map(work -> work / all).toArray());
    }

    /** The share of all work, 0 to 1, that the first pixels take, in row-major order. */
    public double share(long firstPixels) {
        int strips = before.length - 1;
        double place = (double) firstPixels / pixels * strips;
        int strip = (int) Math.min(strips - 1, Math.max(0, place));
        return before[strip] + (place - strip) * (before[strip + 1] - before[strip]);
    }
}
