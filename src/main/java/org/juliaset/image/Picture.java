package org.juliaset.image;

import java.util.Map;
import org.juliaset.color.PixelFormat;

/**
 * What a writer must know of a picture.
 *
 * @param width pixels in a row
 * @param height rows
 * @param pixels how they are stored
 * @param fast least compression
 * @param parameters what decides the pixels, for the formats that can say it, by the names of {@link
 *     ImageMetadata}
 */
public record Picture(long width, long height, PixelFormat pixels, boolean fast, Map<String, String> parameters) {
    /** The same with other sides. */
    public Picture ofSize(long columns, long rows) {
        return new Picture(columns, rows, pixels, fast, parameters);
    }
}
