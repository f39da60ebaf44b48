package org.juliaset.render;

import org.juliaset.image.formats.PictureFormat;

/**
 * The file of a picture.
 *
 * @param format the file's format
 * @param fast whether compression is the least, if the format has a choice
 * @param depth bits of a channel, 8 or 16
 * @param dpi pixels per inch in print; 0 if that is not given
 */
public record Output(PictureFormat format, boolean fast, int depth, int dpi) {
    /** Creates an output with channels of 8 bits and no resolution in print. */
    public Output(PictureFormat format, boolean fast) {
        this(format, fast, Byte.SIZE, 0);
    }
}
