package org.juliaset.image.formats;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
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
        "x.gif, GIF", "x.pgm, PGM", "x.pnm, PGM", "x.ppm, PPM", "x.pcx, PCX", ".png, PNG",
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
        assertDoesNotThrow(() -> PictureFormat.PNG.requireRoomFor(2147483647L, 2147483647L, 0));
        assertDoesNotThrow(() -> PictureFormat.NPY.requireRoomFor(2147483647L, 2147483647L, 0));
        assertDoesNotThrow(() -> PictureFormat.TIFF.requireRoomFor(2147483647L, 2147483647L, 0));
    }

    @Test
    void aPyramidTakesMemoryByItsWidth() {
        assertDoesNotThrow(() -> PictureFormat.DZI.requireRoomFor(100_000, 1_000_000, GIBIBYTE));
        String message = assertThrows(
                        InvalidParameterException.class,
                        () -> PictureFormat.DZI.requireRoomFor(1_040_000, 1_000_000, GIBIBYTE))
                .getMessage();
        assertEquals(
                "a DZI of 1040000 x 1000000 pixels takes 1.001 GiB of memory and 1 GiB are there: lower the"
                        + " resolution, give it more with Java's option -Xmx, or use a format that streams, .png, .npy"
                        + " or .tif",
                message);
    }

    @Test
    void aPictureThatDoesNotFitIsRefusedWithSizeLimitAndTheFormatsThatStream() {
        assertDoesNotThrow(() -> PictureFormat.BMP.requireRoomFor(4000, 4000, GIBIBYTE));
        String message = assertThrows(
                        InvalidParameterException.class,
                        () -> PictureFormat.BMP.requireRoomFor(40000, 50000, GIBIBYTE))
                .getMessage();
        assertEquals(
                "a BMP of 40000 x 50000 pixels takes 1.863 GiB of memory and 1 GiB are there: lower the"
                        + " resolution, give it more with Java's option -Xmx, or use a format that streams, .png, .npy"
                        + " or .tif",
                message);
        assertThrows(
                InvalidParameterException.class,
                () -> PictureFormat.PGM.requireRoomFor(65536, 65536, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"GIF, 65535", "PCX, 65534"})
    void aSideThatTheFormatCannotSayIsRefused(PictureFormat format, int most) {
        assertDoesNotThrow(() -> format.requireRoomFor(most, 1, GIBIBYTE));
        String message = assertThrows(
                        InvalidParameterException.class, () -> format.requireRoomFor(1, most + 1, GIBIBYTE))
                .getMessage();
        assertTrue(message.contains("at most " + most + " a side"), message);
    }

    @ParameterizedTest
    @CsvSource("BMP, 46341, 46340, 2147483647")
    void aFileThatIsLongerThanItsOffsetsCountIsRefused(PictureFormat format, int width, int height, long most) {
        String message = assertThrows(
                        InvalidParameterException.class, () -> format.requireRoomFor(width, height, Long.MAX_VALUE))
                .getMessage();
        assertTrue(message.contains(format + " holds at most " + most + " bytes"), message);
    }

    @Test
    void onlyAPngHasASideThatMostReadersRefuse() {
        assertEquals(Optional.empty(), PictureFormat.PNG.readersLimit(1_000_000, 1_000_000));
        assertTrue(PictureFormat.PNG.readersLimit(1, 1_000_001).orElseThrow().contains("more than 1,000,000 a side"));
        assertEquals(Optional.empty(), PictureFormat.NPY.readersLimit(1_000_001, 1));
    }
}
