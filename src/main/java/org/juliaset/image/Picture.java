package org.juliaset.image;

import java.util.Map;
import org.juliaset.color.PixelFormat;

/**
 * The properties of a picture that a writer needs.
 *
 * @param width pixels in a row
 * @param height rows
 * @param pixels the format of its pixels
 * @param fast whether compression is the least
 * @param parameters the parameters of its {@link ImageMetadata}, for formats that store them
 */
public record Picture(long width, long height, PixelFormat pixels, boolean fast, Map<String, String> parameters) {
    /** Returns the same picture with other sides. */
    public Picture ofSize(long columns, long rows) {
        return new Picture(columns, rows, pixels, fast, parameters);
    }
}
