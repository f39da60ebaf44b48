package org.juliaset.image.formats;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.juliaset.color.PixelFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFormatTest {
    private static final long GIBIBYTE = 1L << 30;

    @ParameterizedTest
    @CsvSource({
        "plot.png, PNG", "PLOT.PNG, PNG", "a.b.npy, NPY", "x.dzi, DZI", "x.tif, TIFF", "x.tiff, TIFF", "x.bmp, BMP",
        "x.gif, GIF", "x.pgm, PGM", "x.pnm, PNM", "x.ppm, PPM", "x.pcx, PCX", ".png, PNG",
    })
    void theSuffixChooses(String name, PictureFormat format) {
        assertEquals(Optional.of(format), PictureFormat.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plot", "png", "plot.jpg", "plot.png.", "plot.png.txt", "", "."})
    void anyOtherSuffixChoosesNothing(String name) {
        assertEquals(Optional.empty(), PictureFormat.of(name));
    }

    @Test
    void formatsThatStreamTakeAnySizeInAnyMemory() {
        for (PictureFormat format : List.of(PictureFormat.PNG, PictureFormat.NPY, PictureFormat.TIFF,
                PictureFormat.PGM)) {
            assertDoesNotThrow(() -> format.requireRoomFor(2147483647L, 2147483647L, PixelFormat.GRAY_8, 0));
        }
    }

    @Test
    void aPyramidTakesMemoryByItsWidth() {
        assertDoesNotThrow(() -> PictureFormat.DZI.requireRoomFor(100_000, 1_000_000, PixelFormat.GRAY_8, GIBIBYTE));
        String message = assertThrows(
                        InvalidParameterException.class,
                        () -> PictureFormat.DZI.requireRoomFor(1_040_000, 1_000_000, PixelFormat.GRAY_8, GIBIBYTE))
                .getMessage();
        assertEquals(
                "a DZI of 1040000 x 1000000 pixels takes 1.001 GiB of memory and 1 GiB are there: lower the"
                        + " resolution, give it more with Java's option -Xmx, or use a format that streams, .png, .npy"
                        + ", .tif, .pgm, .pnm or .ppm",
                message);
    }

    @Test
    void aPictureThatDoesNotFitIsRefusedWithSizeLimitAndTheFormatsThatStream() {
        assertDoesNotThrow(() -> PictureFormat.BMP.requireRoomFor(4000, 4000, PixelFormat.GRAY_8, GIBIBYTE));
        String message = assertThrows(
                        InvalidParameterException.class,
                        () -> PictureFormat.BMP.requireRoomFor(40000, 50000, PixelFormat.GRAY_8, GIBIBYTE))
                .getMessage();
        assertEquals(
                "a BMP of 40000 x 50000 pixels takes 1.863 GiB of memory and 1 GiB are there: lower the"
                        + " resolution, give it more with Java's option -Xmx, or use a format that streams, .png, .npy"
                        + ", .tif, .pgm, .pnm or .ppm",
                message);
        assertThrows(
                InvalidParameterException.class,
                () -> PictureFormat.PCX.requireRoomFor(65534, 65534, PixelFormat.GRAY_8, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"GIF, 65535", "PCX, 65534"})
    void aSideThatTheFormatCannotSayIsRefused(PictureFormat format, int most) {
        assertDoesNotThrow(() -> format.requireRoomFor(most, 1, PixelFormat.GRAY_8, GIBIBYTE));
        String message = assertThrows(
                        InvalidParameterException.class,
                        () -> format.requireRoomFor(1, most + 1, PixelFormat.GRAY_8, GIBIBYTE))
                .getMessage();
        assertTrue(message.contains("at most " + most + " a side"), message);
    }

    @ParameterizedTest
    @CsvSource("BMP, 46341, 46340, 2147483647")
    void aFileThatIsLongerThanItsOffsetsCountIsRefused(PictureFormat format, int width, int height, long most) {
        String message = assertThrows(
                        InvalidParameterException.class,
                        () -> format.requireRoomFor(width, height, PixelFormat.GRAY_8, Long.MAX_VALUE))
                .getMessage();
        assertTrue(message.contains(format + " holds at most " + most + " bytes"), message);
    }

    @Test
    void onlyAPngHasASideThatMostReadersRefuse() {
        assertEquals(Optional.empty(), PictureFormat.PNG.readersLimit(1_000_000, 1_000_000));
        assertTrue(PictureFormat.PNG.readersLimit(1, 1_000_001).orElseThrow().contains("more than 1,000,000 a side"));
        assertEquals(Optional.empty(), PictureFormat.NPY.readersLimit(1_000_001, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PNG | 3 | 16 |", "PNG | 1 | 16 |", "NPY | 1 | 32 |", "DZI | 3 | 8 |", "BMP | 3 | 8 |", "GIF | 3 | 8 |",
        "PGM | 1 | 16 |", "PNM | 3 | 16 |", "PPM | 3 | 16 |", "PPM | 1 | 16 |", "PCX | 1 | 8 |",
        "PGM | 3 | 8  | PGM holds no colours: use .png, .dzi, .tif, .bmp, .pnm or .ppm",
        "PCX | 3 | 16 | PCX holds no colours: use .png, .tif, .pnm or .ppm",
        "PCX | 1 | 16 | depth is 16 and PCX holds at most 8 bits: use .png, .tif, .pgm, .pnm or .ppm",
        "DZI | 3 | 16 | depth is 16 and DZI holds at most 8 bits: use .png, .tif, .pnm or .ppm",
        "BMP | 1 | 16 | depth is 16 and BMP holds at most 8 bits: use .png, .tif, .pgm, .pnm or .ppm",
        "GIF | 3 | 16 | depth is 16 and GIF holds at most 8 bits: use .png, .tif, .pnm or .ppm",
    })
    void pixelsThatAFormatCannotHoldAreRefusedWithThoseThatCan(
            PictureFormat format, int channels, int bits, String message) {
        PixelFormat pixels = new PixelFormat(channels, bits);
        if (message == null) {
            assertDoesNotThrow(() -> format.requirePixels(pixels));
        } else {
            assertEquals(message,
                    assertThrows(InvalidParameterException.class, () -> format.requirePixels(pixels)).getMessage());
        }
    }

    /** Colours take three times the memory, the file and the array of gray. */
    @Test
    void limitsCountTheBytesOfAPixel() {
        PixelFormat rgb = new PixelFormat(3, 8);
        assertEquals(3 * PictureFormat.BMP.heapBytes(1000, 1000, PixelFormat.GRAY_8),
                PictureFormat.BMP.heapBytes(1000, 1000, rgb));
        assertDoesNotThrow(
                () -> PictureFormat.BMP.requireRoomFor(30_000, 30_000, PixelFormat.GRAY_8, Long.MAX_VALUE));
        String message = assertThrows(InvalidParameterException.class,
                () -> PictureFormat.BMP.requireRoomFor(30_000, 30_000, rgb, Long.MAX_VALUE)).getMessage();
        assertTrue(message.contains("has 900000000 pixels, and 715827879 are the most"), message);
        assertThrows(InvalidParameterException.class,
                () -> PictureFormat.DZI.requireRoomFor(400_000, 10_000, rgb, GIBIBYTE));
        assertDoesNotThrow(
                () -> PictureFormat.DZI.requireRoomFor(400_000, 10_000, PixelFormat.GRAY_8, GIBIBYTE));
    }
}
