package org.juliaset.color;

/**
 * How a pixel is stored: a number for each channel.
 *
 * @param channels 1 for gray and for counts, 3 for RGB
 * @param bits of each channel: 8, 16 or 32 of an unsigned integer, or 64 of a floating-point number
 */
public record PixelFormat(int channels, int bits) {
    /** Channels of gray. */
    public static final int GRAY = 1;

    /** Channels of red, green and blue. */
    public static final int RGB = 3;

    /** Gray of 8 bits. */
    public static final PixelFormat GRAY_8 = new PixelFormat(1, 8);

    public PixelFormat {
        if (channels != GRAY && channels != RGB || bits != 8 && bits != 16 && bits != 32 && bits != 64) {
            throw new IllegalArgumentException(channels + " channels of " + bits + " bits");
        }
    }

    /** As messages name it. */
    public String title() {
        return (channels == 1 ? "gray" : "RGB") + " of " + bits + " bits";
    }

    /** Bytes that a pixel takes. */
    public int bytes() {
        return channels * bits / Byte.SIZE;
    }
}
