package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A picture, whose colours are codes 0xRRGGBB as a rule, row after row. */
record Pixels(int width, int height, int[] colors) {
    /** Returns the codes in a file of 8 bits a channel, whatever a screen makes of them. */
    static Pixels of(Path file) throws IOException {
        Raster raster = ImageIO.read(file.toFile()).getRaster();
        int[] colors = new int[raster.getWidth() * raster.getHeight()];
        for (int k = 0; k < colors.length; k++) {
            int[] codes = raster.getPixel(k % raster.getWidth(), k / raster.getWidth(), (int[]) null);
            colors[k] = codes.length == 1 ? codes[0] * 0x010101 : codes[0] << 16 | codes[1] << 8 | codes[2];
        }
        return new Pixels(raster.getWidth(), raster.getHeight(), colors);
    }

    int get(int column, int row) {
        return colors[row * width + column];
    }

    /** Returns the number of different colours. */
    long variety() {
        return Arrays.stream(colors).distinct().count();
    }

    /** Checks that all pixels are equal. */
    void assertEqual(Pixels expected, String what) {
        assertEquals(expected.width + " x " + expected.height, width + " x " + height, what);
        for (int k = 0; k < colors.length; k++) {
            if (colors[k] != expected.colors[k]) {
                int others = 0;
                for (int other = k; other < colors.length; other++) {
                    others += colors[other] == expected.colors[other] ? 0 : 1;
                }
                throw new AssertionError(what + ": pixel " + k % width + ", " + k / width + " is "
                        + Integer.toHexString(colors[k]) + " and not " + Integer.toHexString(expected.colors[k])
                        + ", as are " + others + " of " + colors.length);
            }
        }
    }
}
