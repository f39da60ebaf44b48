package org.juliaset.image;

import java.util.Map;
import org.juliaset.color.PixelFormat;
import org.juliaset.model.Sampling;

/**
 * The properties of a picture that a writer needs.
 *
 * @param width pixels in a row
 * @param height rows
 * @param pixels the format of its pixels
 * @param sampling the samples of a pixel
 * @param fast whether compression is the least
 * @param dpi pixels per inch in print, 0 if unspecified
 * @param parameters the parameters of its {@link ImageMetadata}, for formats that store them
 */
public record Picture(
        long width, long height, PixelFormat pixels, Sampling sampling, boolean fast, int dpi,
        Map<String, String> parameters) {
    /** Creates a picture of one plain count a pixel, without a resolution in print. */
    public Picture(long width, long height, PixelFormat pixels, boolean fast, Map<String, String> parameters) {
        this(width, height, pixels, Sampling.PLAIN, fast, 0, parameters);
    }

    /** Returns whether pixels are counts on a gray scale rather than colours: 8 bits of one plain count each. */
    public boolean isScale() {
        // not by equals, which Java makes for a record when it is first called: that takes some milliseconds
        return pixels.channels() == PixelFormat.GRAY && pixels.bits() == Byte.SIZE && sampling.perSide() == 1
                && !sampling.smooth();
    }

    /** Returns the same picture with other sides. */
    public Picture ofSize(long columns, long rows) {
        return new Picture(columns, rows, pixels, sampling, fast, dpi, parameters);
    }
}
