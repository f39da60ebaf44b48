package org.juliaset.image.dzi;

import java.util.stream.IntStream;
import org.juliaset.color.SrgbTable;
import org.juliaset.image.Picture;

/**
 * Averages of 2 x 2 pixels, rounding halves up: counts on a gray scale as they are, and colours in linear light.
 * Immutable.
 */
final class Halving {
    private final boolean isScale;
    private final int pixelBytes;

    Halving(Picture picture) {
        this.isScale = picture.isScale();
        this.pixelBytes = picture.pixels().bytes();
    }

    /**
     * Averages two rows. Where a pixel has no neighbour it stands in for it, which gives the rounded average of those
     * that exist; so does a row that is both of them.
     *
     * @param upper where the upper row starts in {@code from}
     * @param lower where the lower one does
     */
    void row(byte[] from, int upper, int lower, int columns, byte[] to, int offset) {
        for (int left = 0; left < columns; left += 2) {
            int right = Math.min(left + 1, columns - 1);
            for (int channel = 0; channel < pixelBytes; channel++) {
                int first = left * pixelBytes + channel;
                int second = right * pixelBytes + channel;
                int average = average(from[upper + first] & 0xFF, from[upper + second] & 0xFF,
                        from[lower + first] & 0xFF, from[lower + second] & 0xFF);
                to[offset + left / 2 * pixelBytes + channel] = (byte) average;
            }
        }
    }

    private int average(int a, int b, int c, int d) {
        if (isScale) {
            return (a + b + c + d + 2) / 4;
        }
        int[] lights = Light.OF_CODE;
        return Light.TABLE.encode((lights[a] + lights[b] + lights[c] + lights[d] + 2) / 4);
    }

    /** The linear light of 8-bit colours, made only where there are colours. */
    private static final class Light {
        static final SrgbTable TABLE = SrgbTable.of8Bits();
        static final int[] OF_CODE = IntStream.range(0, 1 << Byte.SIZE).map(TABLE::decode).toArray();
    }
}
