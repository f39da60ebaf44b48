package org.juliaset.image;

import org.juliaset.core.Grid;
import org.juliaset.core.Normalisation;

/**
 * What an encoder must know of a picture.
 *
 * @param width pixels in a row
 * @param height rows
 * @param normalisation how counts become gray; its {@code itermax} is the iteration limit
 * @param fast least compression
 */
public record Picture(long width, long height, Normalisation normalisation, boolean fast) {
    /** The picture of a grid. */
    public static Picture of(Grid grid, Normalisation normalisation, boolean fast) {
        return new Picture(grid.width(), grid.height(), normalisation, fast);
    }
}
