package org.juliaset.image;

import java.util.Map;
import org.juliaset.color.ToneMap;
import org.juliaset.model.Grid;

/**
 * What an encoder must know of a picture.
 *
 * @param width pixels in a row
 * @param height rows
 * @param normalisation how counts become gray; its {@code itermax} is the iteration limit
 * @param fast least compression
 * @param parameters what decides the pixels, for the formats that can say it, by the names of {@link
 *     ImageMetadata}
 */
public record Picture(
        long width, long height, ToneMap normalisation, boolean fast, Map<String, String> parameters) {
    /** The picture of a grid. */
    public static Picture of(Grid grid, ToneMap normalisation, boolean fast, Map<String, String> parameters) {
        return new Picture(grid.width(), grid.height(), normalisation, fast, parameters);
    }

    /** The same with another number of rows. */
    public Picture ofHeight(long rows) {
        return new Picture(width, rows, normalisation, fast, parameters);
    }
}
