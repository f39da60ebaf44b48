package org.juliaset.image.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.sis.storage.StorageConnector;
import org.apache.sis.storage.geotiff.GeoTiffStore;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as Apache SIS, Java and libtiff read them, none of which has to do with the writer. */
@Tag("one-jdk")
class TiffWriterTest {
    private static final PixelFormat GRAY_16 = new PixelFormat(1, 16);
    private static final PixelFormat COUNTS = new PixelFormat(1, 32);
    private static final PixelFormat RGB_8 = new PixelFormat(3, 8);
    private static final PixelFormat RGB_16 = new PixelFormat(3, 16);

    @TempDir
    Path folder;

    private static Picture picture(PixelFormat pixels, long width, long height) {
        return new Picture(width, height, pixels, false, Map.of("xleft", "-1.6"));
    }

    /** Runs, slopes and noise. */
    static byte[] pixels(Picture picture) {
        Random random = new Random(picture.width() + picture.pixels().bytes());
        byte[] pixels = new byte[(int) (picture.width() * picture.height() * picture.pixels().bytes())];
        for (int k = 0, run = 0, slope = 0; k < pixels.length; k++, run--) {
            boolean isNew = run <= 0;
            run = isNew ? random.nextInt(random.nextBoolean() ? 3 : 3000) : run;
            slope = isNew ? random.nextInt(3) - 1 : slope;
            pixels[k] = isNew ? (byte) random.nextInt(256) : (byte) (pixels[k - 1] + slope);
        }
        return pixels;
    }

    /** A file that is made of bands of so many tiles, with another writer after each of some bands. */
    static byte[] file(Picture picture, byte[] pixels, int tilesInBand, boolean isBig, Integer... restarts)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        TiffWriter writer = new TiffWriter(picture, body, isBig);
        writer.begin();
        List<byte[]> saved = new ArrayList<>();
        List<Tile> bands = bands(picture, tilesInBand);
        for (int k = 0; k < bands.size(); k++) {
            writer.write(writer.codec().encode(
                    bands.get(k), cut(picture, pixels, bands.get(k)), ByteBuffer.allocate(0)));
            if (Arrays.asList(restarts).contains(k)) {
                ByteArrayOutputStream state = new ByteArrayOutputStream();
                writer.save(new DataOutputStream(state));
                saved.add(state.toByteArray());
                writer = new TiffWriter(picture, body, isBig);
                for (byte[] each : saved) {
                    writer.restore(new DataInputStream(new ByteArrayInputStream(each)));
                }
            }
        }
        writer.finish(encoded -> {});
        ByteBuffer head = writer.head();
        assertEquals(TiffWriter.HEAD, head.remaining());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(head.array());
        body.writeTo(file);
        return file.toByteArray();
    }

    private static List<Tile> bands(Picture picture, int tilesInBand) {
        Tile unit = TiffWriter.unit(picture.width(), picture.height());
        List<Tile> bands = new ArrayList<>();
        int columns = tilesInBand * unit.columns();
        for (int row = 0; row < picture.height(); row += unit.rows()) {
            for (int column = 0; column < picture.width(); column += columns) {
                bands.add(new Tile(row, (int) Math.min(unit.rows(), picture.height() - row),
                        column, (int) Math.min(columns, picture.width() - column)));
            }
        }
        return bands;
    }

    private static ByteBuffer cut(Picture picture, byte[] pixels, Tile band) {
        int bytes = picture.pixels().bytes();
        ByteBuffer cut = ByteBuffer.allocate(band.rows() * band.columns() * bytes);
        for (int row = 0; row < band.rows(); row++) {
            long start = (band.firstRow() + row) * picture.width() + band.firstColumn();
            cut.put(pixels, (int) start * bytes, band.columns() * bytes);
        }
        return cut.flip();
    }

    /** Samples as the format has them in memory, with their bytes in the order of the pixels given to the writer. */
    private static byte[] bytes(Picture picture, Raster raster) {
        int bits = picture.pixels().bits();
        assertEquals(picture.pixels().channels(), raster.getNumBands());
        assertEquals(picture.width(), raster.getWidth());
        assertEquals(picture.height(), raster.getHeight());
        int[] samples = raster.getPixels(raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(),
                (int[]) null);
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * bits / Byte.SIZE)
                .order(bits == Integer.SIZE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int sample : samples) {
            switch (bits) {
                case Byte.SIZE -> bytes.put((byte) sample);
                case Short.SIZE -> bytes.putShort((short) sample);
                default -> bytes.putInt(sample);
            }
        }
        return bytes.array();
    }

    /** One tile and less than that, several with and without a rest, and such as are flat. */
    static Stream<Arguments> pictures() {
        return Stream.of(PixelFormat.GRAY_8, GRAY_16, COUNTS, RGB_8, RGB_16).flatMap(pixels ->
                Stream.of(new int[][] {{1, 1}, {16, 33}, {256, 256}, {257, 511}, {800, 600}, {1000, 5}})
                        .map(size -> Arguments.of(pixels, size[0], size[1])));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void otherReadersReadTheSamePixels(PixelFormat format, int width, int height) throws Exception {
        Picture picture = picture(format, width, height);
        byte[] pixels = pixels(picture);
        for (boolean isBig : new boolean[] {false, true}) {
            Path file = Files.write(folder.resolve("a" + isBig + ".tif"), file(picture, pixels, 2, isBig));
            try (GeoTiffStore store = new GeoTiffStore(null, new StorageConnector(file))) {
                RenderedImage image = store.components().get(0).read(null).render(null);
                assertArrayEquals(pixels, bytes(picture, image.getData()), "SIS");
            }
            if (!isBig && format.bits() == Byte.SIZE) {
                // it reads no BigTIFF, and no differences of 16 bits
                assertArrayEquals(pixels, bytes(picture, ImageIO.read(file.toFile()).getRaster()), "Java");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void libtiffReadsTheSamePixels(PixelFormat format, int width, int height) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tiffcmp")), "no libtiff: its tools could not be tested");
        Picture picture = picture(format, width, height);
        byte[] pixels = pixels(picture);
        Path raw = Files.write(folder.resolve("raw"), inNativeOrder(format, pixels));
        Path plain = folder.resolve("plain.tif");
        output("raw2tiff", "-w", "" + width, "-l", "" + height, "-b", "" + format.channels(),
                "-d", Map.of(8, "byte", 16, "short", 32, "long").get(format.bits()),
                "-p", format.channels() == 3 ? "rgb" : "minisblack", "-c", "none", raw.toString(), plain.toString());
        for (boolean isBig : new boolean[] {false, true}) {
            Path file = Files.write(folder.resolve("a.tif"), file(picture, pixels, 3, isBig));
            Path strips = folder.resolve("strips.tif");
            assertEquals("", output("tiffcp", "-s", "-c", "none", file.toString(), strips.toString()));
            output("tiffcmp", "-t", plain.toString(), strips.toString());
            String info = output("tiffinfo", file.toString());
            assertTrue(info.contains("Image Width: " + width + " Image Length: " + height), info);
            assertTrue(info.contains("ImageDescription: xleft=-1.6\nfast=false\n"), info);
            assertTrue(!info.contains("arning"), info);
        }
    }

    private static byte[] inNativeOrder(PixelFormat format, byte[] pixels) {
        ByteBuffer samples = ByteBuffer.allocate(pixels.length).order(ByteOrder.nativeOrder());
        if (format.bits() == Short.SIZE) {
            samples.asShortBuffer().put(ByteBuffer.wrap(pixels).asShortBuffer());
            return samples.array();
        }
        return pixels;
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void bytesDependNeitherOnHowTilesArePutIntoBandsNorOnInterruptions() throws Exception {
        for (boolean isBig : new boolean[] {false, true}) {
            Picture picture = picture(RGB_8, 1500, 700);
            byte[] pixels = pixels(picture);
            byte[] whole = file(picture, pixels, 1, isBig);
            assertArrayEquals(whole, file(picture, pixels, 4, isBig));
            assertArrayEquals(whole, file(picture, pixels, 6, isBig));
            assertArrayEquals(whole, file(picture, pixels, 1, isBig, 0, 4, 5, 16));
            assertArrayEquals(whole, file(picture, pixels, 2, isBig, 2, 3, 8));
        }
    }

    /** Old readers read what they can. */
    @ParameterizedTest
    @CsvSource({
        "1, 8, 65000, 65000, 42", "1, 8, 66000, 66000, 43", "3, 16, 26000, 26000, 42", "3, 16, 27000, 27000, 43",
        "1, 8, 2147483647, 1, 43", "1, 32, 1, 2147483647, 43", "1, 8, 100000000, 10, 42"
    })
    void offsetsHave64BitsWhereTheFileCouldTake4Gib(int channels, int bits, long width, long height, int magic) {
        Picture picture = picture(new PixelFormat(channels, bits), width, height);
        ByteBuffer head = new TiffWriter(picture, OutputStream.nullOutputStream()).head();
        assertEquals(magic, head.getShort(2));
        assertEquals(magic == 43 ? 8 : 0, head.getShort(4));
    }

    /** A band of them has to fit the memory, and a reader of rows all that are side by side. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 16", "500, 313, 256, 256", "100, 4000, 112, 256", "131071, 131071, 256, 256",
        "131072, 131072, 512, 512", "1000000, 1000000, 512, 512", "524289, 1000, 512, 128", "2097152, 1, 1024, 16",
        "2000000, 1000000, 1024, 256", "2147483647, 2147483647, 1048576, 16"
    })
    void tilesAreSquareUnlessThereWouldBeTooManySideBySide(long width, long height, int columns, int rows) {
        assertEquals(new Tile(0, rows, 0, columns), TiffWriter.unit(width, height));
    }

    /** A table of more tiles than an entry of the directory, or a buffer, has room for. */
    @Test
    void manyTilesAreFound() throws Exception {
        Picture picture = picture(PixelFormat.GRAY_8, 20, 400_000);
        byte[] pixels = pixels(picture);
        for (boolean isBig : new boolean[] {false, true}) {
            Path file = Files.write(folder.resolve("a.tif"), file(picture, pixels, 1, isBig));
            try (GeoTiffStore store = new GeoTiffStore(null, new StorageConnector(file))) {
                RenderedImage image = store.components().get(0).read(null).render(null);
                assertArrayEquals(pixels, bytes(picture, image.getData()));
            }
        }
    }
}
