package org.juliaset.render;

import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.core.Normalisation;
import org.juliaset.image.Picture;
import org.juliaset.image.PictureFormat;

/**
 * A picture to be made.
 *
 * @param set what to iterate
 * @param grid where
 * @param itermin the largest count that is black, from 0 to below the iteration limit
 * @param format the file's format
 * @param fast least compression, where the format has a choice
 */
public record RenderJob(JuliaSet set, Grid grid, int itermin, PictureFormat format, boolean fast) {
    /**
     * @throws org.juliaset.core.InvalidParameterException if {@code itermin} is out of range, or the
     *     format or this process's memory cannot hold the picture
     */
    public RenderJob {
        new Normalisation(itermin, set.iterationLimit());
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        format.requireRoomFor(grid.width(), grid.height(), runtime.maxMemory() - used);
    }

    Picture picture() {
        return Picture.of(grid, new Normalisation(itermin, set.iterationLimit()), fast);
    }
}
