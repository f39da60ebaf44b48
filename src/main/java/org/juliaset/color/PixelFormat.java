package org.juliaset.color;

/**
 * How a pixel is stored: unsigned integers, one for each channel.
 *
 * @param channels 1 for gray and for counts, 3 for RGB
 * @param bits of each channel: 8, 16 or 32
 */
public record PixelFormat(int channels, int bits) {
    /** Gray of 8 bits. */
    public static final PixelFormat GRAY_8 = new PixelFormat(1, 8);

    public PixelFormat {
        if (channels != 1 && channels != 3 || bits != 8 && bits != 16 && bits != 32) {
            throw new IllegalArgumentException(channels + " channels of " + bits + " bits");
        }
    }

    /** Bytes that a pixel takes. */
    public int bytes() {
        return channels * bits / Byte.SIZE;
    }
}
