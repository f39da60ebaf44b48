package org.juliaset.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.juliaset.color.PixelFormat;
import org.juliaset.concurrent.SpareArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pixels of frames as films store them. */
class FilmWriterTest {
    private static Film film(int width, int height, PixelFormat pixels) {
        return new Film(width, height, pixels, 2, new Rate(25, 1), false);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 8", "2, 1, 8", "3, 1, 8", "5, 7, 8", "64, 48, 8", "1, 1, 16", "5, 7, 16"})
    void grayIsRepeatedForEachChannel(int width, int height, int bits) throws Exception {
        PixelFormat gray = new PixelFormat(PixelFormat.GRAY, bits);
        byte[] given = new byte[width * height * gray.bytes()];
        new Random(1).nextBytes(given);
        byte[] expected = new byte[3 * given.length];
        for (int k = 0; k < expected.length; k++) {
            int pixel = k / (3 * gray.bytes());
            expected[k] = given[pixel * gray.bytes() + k % gray.bytes()];
        }
        FilmWriter writer = FilmWriter.of(FilmFormat.RGB, film(width, height, gray), OutputStream.nullOutputStream());
        assertArrayEquals(expected, writer.encode(0, given, new SpareArrays(1)));
    }

    /** Nothing of the frame that was in an array before is left in it. */
    @ParameterizedTest
    @EnumSource(names = {"RGB", "Y4M"})
    void anArrayThatIsUsedAgainMakesNoDifference(FilmFormat format) throws Exception {
        for (PixelFormat pixels : new PixelFormat[] {PixelFormat.GRAY_8, new PixelFormat(PixelFormat.RGB, 8)}) {
            Film film = film(7, 5, pixels);
            byte[] given = new byte[(int) film.frameBytes()];
            new Random(2).nextBytes(given);
            FilmWriter writer = FilmWriter.of(format, film, new ByteArrayOutputStream());
            byte[] first = writer.encode(0, given, new SpareArrays(1)).clone();
            byte[] used = new byte[first.length];
            Arrays.fill(used, (byte) 77);
            SpareArrays spare = new SpareArrays(1);
            spare.give(used);
            assertArrayEquals(first, writer.encode(0, given, spare), pixels.toString());
        }
    }
}
