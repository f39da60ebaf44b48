package org.juliaset.model;

import org.juliaset.parameters.InvalidParameterException;

/**
 * What is iterated, where, and how often in each pixel. Two scenes are equal if they have the same samples.
 *
 * @param set what is iterated for each point of the grid
 * @param grid the pixels
 * @param sampling the samples of each pixel
 */
public record Scene(EscapeSet set, Grid grid, Sampling sampling) {
    /** @throws InvalidParameterException if the set cannot be counted smoothly, or there are too many samples */
    public Scene {
        if (sampling.smooth() && set.iterationLimit() > Sampling.MAX_SMOOTH_LIMIT) {
            throw new InvalidParameterException(spelling -> spelling.of("itermax") + " is " + set.iterationLimit()
                    + ": smooth counts go up to " + Sampling.MAX_SMOOTH_LIMIT + " iterations");
        }
        if (sampling.smooth() && !(set.threshold() > 1)) {
            throw new InvalidParameterException(
                    "threshold is " + set.threshold() + ": smooth counts need a threshold above 1");
        }
        if (sampling.perSide() > 1) {
            grid.times(sampling.perSide());
        }
    }

    /** With one plain count a pixel. */
    public Scene(EscapeSet set, Grid grid) {
        this(set, grid, Sampling.PLAIN);
    }

    /**
     * The scene of the samples themselves, one a pixel: what engines compute. The samples of a tile are {@link
     * Tile#times} of it there.
     */
    public Scene sampled() {
        int perSide = sampling.perSide();
        return perSide == 1 ? this : new Scene(set, grid.times(perSide), new Sampling(1, sampling.smooth()));
    }
}
