package org.juliaset.animate;

import org.juliaset.color.PixelFormat;

/**
 * What a writer has to know of a film.
 *
 * @param width columns of a frame
 * @param height rows of a frame
 * @param pixels the format of the pixels
 * @param frames number of frames
 * @param rate frames per second
 * @param loop whether it goes on with its first frame after its last one
 */
public record Film(int width, int height, PixelFormat pixels, int frames, Rate rate, boolean loop) {
    /** Returns the bytes of the pixels of a frame. */
    public long frameBytes() {
        return (long) width * height * pixels.bytes();
    }
}
