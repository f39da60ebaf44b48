package org.juliaset.render;

import org.juliaset.image.formats.PictureFormat;

/**
 * What file a picture becomes.
 *
 * @param format the file's format
 * @param fast least compression, where the format has a choice
 * @param depth bits of a channel, 8 or 16
 */
public record Output(PictureFormat format, boolean fast, int depth) {
    /** With channels of 8 bits. */
    public Output(PictureFormat format, boolean fast) {
        this(format, fast, Byte.SIZE);
    }
}
