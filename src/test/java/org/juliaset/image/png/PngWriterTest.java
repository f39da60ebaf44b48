package org.juliaset.image.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.image.PicturePixels;
import org.juliaset.model.Sampling;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PNG of every pixel format, put together from bands and as a tile. */
class PngWriterTest {
    private static final Sampling SMOOTH = new Sampling(1, true);
    private static final Sampling AVERAGED = new Sampling(3, true);
    private static final int WIDTH = 101;
    private static final int HEIGHT = 60;

    @TempDir
    Path folder;

    private static Picture picture(int channels, int bits, Sampling sampling, boolean fast) {
        return new Picture(WIDTH, HEIGHT, new PixelFormat(channels, bits), sampling, fast, 0, Map.of("xleft", "-1"));
    }

    /** Smooth, with noise in the lowest bits of every channel. */
    private static byte[] pixels(Picture picture) {
        int channels = picture.pixels().channels();
        ByteBuffer pixels = ByteBuffer.allocate(WIDTH * HEIGHT * picture.pixels().bytes());
        Random random = new Random(1);
        for (int k = 0; k < WIDTH * HEIGHT * channels; k++) {
            int value = 300 * (k / channels % WIDTH) + 200 * (k / channels / WIDTH) + 5000 * (k % channels)
                    + random.nextInt(300);
            if (picture.pixels().bits() == 16) {
                pixels.putShort((short) value);
            } else {
                pixels.put((byte) (value >> 8));
            }
        }
        return pixels.array();
    }

    private static ByteBuffer rows(Picture picture, byte[] pixels, int firstRow, int rows) {
        int rowBytes = WIDTH * picture.pixels().bytes();
        ByteBuffer band = ByteBuffer.allocate(rows * (1 + rowBytes));
        for (int row = firstRow; row < firstRow + rows; row++) {
            band.put((byte) 0).put(pixels, row * rowBytes, rowBytes);
        }
        return band.flip();
    }

    /** As the pipeline writes it, with bands of some rows. */
    private static byte[] file(Picture picture, byte[] pixels, int bandRows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter writer = new PngWriter(picture, out);
        PartCodec codec = writer.codec();
        writer.begin();
        ByteBuffer history = ByteBuffer.allocate(0);
        for (int row = 0; row < HEIGHT; row += bandRows) {
            Tile band = new Tile(row, Math.min(bandRows, HEIGHT - row));
            ByteBuffer prepared = rows(picture, pixels, row, band.rows());
            codec.prepare(band, prepared);
            writer.write(codec.encode(band, prepared.duplicate(), history));
            int start = Math.max(0, prepared.limit() - codec.historyBytes());
            history = prepared.duplicate().position(start);
        }
        writer.finish(encoded -> {});
        return out.toByteArray();
    }

    private static Map<String, byte[]> chunks(byte[] file) {
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(file).position(8);
        while (rest.hasRemaining()) {
            byte[] data = new byte[rest.getInt()];
            byte[] type = new byte[4];
            rest.get(type).get(data).getInt();
            chunks.putIfAbsent(new String(type, StandardCharsets.US_ASCII), data);
        }
        return chunks;
    }

    private static byte[] byJdk(byte[] file, PixelFormat format) throws IOException {
        Raster raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        assertEquals(format.channels(), raster.getNumBands());
        int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * format.bits() / 8);
        for (int sample : samples) {
            if (format.bits() == 16) {
                bytes.putShort((short) sample);
            } else {
                bytes.put((byte) sample);
            }
        }
        return bytes.array();
    }

    private byte[] byReader(byte[] file) throws IOException {
        try (PngReader png = PngReader.open(Files.write(folder.resolve("a.png"), file));
                PicturePixels pixels = png.pixels()) {
            byte[] read = new byte[png.width() * png.height() * pixels.format().bytes()];
            int rowBytes = png.width() * pixels.format().bytes();
            for (int row = 0; row < png.height(); row++) {
                pixels.read(read, row * rowBytes, png.width());
            }
            pixels.finish();
            return read;
        }
    }

    /** Every format with every filter. */
    static Stream<Arguments> kinds() {
        return Stream.of(1, 3).flatMap(channels -> Stream.of(8, 16).flatMap(bits ->
                Stream.of(Sampling.PLAIN, SMOOTH, AVERAGED).flatMap(sampling -> Stream.of(false, true)
                        .map(fast -> Arguments.of(channels, bits, sampling, fast)))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyPixelFormatIsReadByTheJdkAndByThisReaderInBandsOfAnyHeight(
            int channels, int bits, Sampling sampling, boolean fast) throws IOException {
        Picture picture = picture(channels, bits, sampling, fast);
        byte[] pixels = pixels(picture);
        for (int bandRows : new int[] {1, 7, HEIGHT}) {
            byte[] file = file(picture, pixels, bandRows);
            assertArrayEquals(pixels, byJdk(file, picture.pixels()));
            assertArrayEquals(pixels, byReader(file));
        }
        byte[] rows = rows(picture, pixels, 0, HEIGHT).array();
        byte[] before = rows.clone();
        byte[] tile = PngTile.of(picture, rows);
        assertArrayEquals(before, rows);
        assertArrayEquals(pixels, byJdk(tile, picture.pixels()));
    }

    /** What the next band takes of a band is made again from that band's pixels alone. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aBandIsPreparedFromItsOwnPixels(int channels, int bits, Sampling sampling, boolean fast) {
        Picture picture = picture(channels, bits, sampling, fast);
        byte[] pixels = pixels(picture);
        byte[] others = pixels.clone();
        int rowBytes = WIDTH * picture.pixels().bytes();
        new Random(2).nextBytes(others);
        System.arraycopy(pixels, 20 * rowBytes, others, 20 * rowBytes, 10 * rowBytes);
        PngCodec codec = new PngCodec(picture);
        Tile band = new Tile(20, 10);
        ByteBuffer one = rows(picture, pixels, 20, 10);
        ByteBuffer same = rows(picture, others, 20, 10);
        codec.prepare(band, one);
        codec.prepare(band, same);
        assertEquals(one, same);
    }

    /** Rows of more pixels than a band has are cut, and their parts are left as they are. */
    @Test
    void aRowThatIsCutIsNotFiltered() throws IOException {
        int width = PartCodec.MAX_ROW + 1;
        Picture picture = new Picture(width, 1, new PixelFormat(3, 16), SMOOTH, false, 0, Map.of());
        byte[] pixels = new byte[6 * width];
        new Random(3).nextBytes(pixels);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter writer = new PngWriter(picture, out);
        writer.begin();
        ByteBuffer history = ByteBuffer.allocate(0);
        for (int column = 0; column < width; ) {
            int columns = Math.min(600_000, width - column);
            Tile band = new Tile(0, 1, column, columns);
            ByteBuffer part = ByteBuffer.allocate(writer.codec().rowPrefix(band) + 6 * columns);
            part.position(part.capacity() - 6 * columns);
            part.put(pixels, 6 * column, 6 * columns).flip();
            writer.codec().prepare(band, part);
            writer.write(writer.codec().encode(band, part.duplicate(), history));
            history = part.duplicate().position(part.limit() - writer.codec().historyBytes());
            column += columns;
        }
        writer.finish(encoded -> {});
        assertArrayEquals(pixels, byReader(out.toByteArray()));
    }

    @Test
    void plainGrayOf8BitsSaysNothingOfColours() throws IOException {
        Picture picture = picture(1, 8, Sampling.PLAIN, false);
        assertEquals(List.of("IHDR", "tEXt", "IDAT", "IEND"),
                new ArrayList<>(chunks(file(picture, pixels(picture), 10)).keySet()));
    }

    /** In an order that the specification allows (5.6), which a checker confirms if there is one: it knows no cICP. */
    @ParameterizedTest
    @MethodSource("kinds")
    void coloursAndDensityAreSaidBeforeThePixels(int channels, int bits, Sampling sampling, boolean fast)
            throws Exception {
        if (channels == 1 && bits == 8 && sampling.equals(Sampling.PLAIN)) {
            return;
        }
        Picture picture = new Picture(WIDTH, HEIGHT, new PixelFormat(channels, bits), sampling, fast, 300, Map.of());
        byte[] file = file(picture, pixels(picture), 10);
        Map<String, byte[]> chunks = chunks(file);
        assertEquals(List.of("IHDR", "cICP", "sRGB", "gAMA", "cHRM", "pHYs", "tEXt", "IDAT", "IEND"),
                new ArrayList<>(chunks.keySet()));
        assertArrayEquals(new byte[] {1, 13, 0, 1}, chunks.get("cICP"));
        assertArrayEquals(new byte[] {0}, chunks.get("sRGB"));
        assertEquals(45455, ByteBuffer.wrap(chunks.get("gAMA")).getInt());
        assertEquals("00007a26" + "00008084" + "0000fa00" + "000080e8" + "00007530" + "0000ea60" + "00003a98"
                + "00001770", HexFormat.of().formatHex(chunks.get("cHRM")));
        assertEquals("00002e23" + "00002e23" + "01", HexFormat.of().formatHex(chunks.get("pHYs")));
        Path checker = Path.of("/usr/bin/pngcheck");
        assumeTrue(Files.exists(checker), "there is no pngcheck");
        String start = new String(file, 0, 100, StandardCharsets.ISO_8859_1);
        int cicp = start.indexOf("cICP") - 4;
        byte[] known = new byte[file.length - 16];
        System.arraycopy(file, 0, known, 0, cicp);
        System.arraycopy(file, cicp + 16, known, cicp, known.length - cicp);
        Path path = Files.write(folder.resolve("a.png"), known);
        Process process = new ProcessBuilder(checker.toString(), "-q", path.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void filtersAreThoseOfTheKindOfPicture() {
        assertEquals(RowFilter.NONE, RowFilter.of(picture(3, 8, SMOOTH, false)));
        assertEquals(RowFilter.SUB_IF_VARIED, RowFilter.of(picture(3, 8, AVERAGED, false)));
        assertEquals(RowFilter.NONE, RowFilter.of(picture(3, 8, AVERAGED, true)));
        assertEquals(RowFilter.SUB, RowFilter.of(picture(1, 8, SMOOTH, false)));
        assertEquals(RowFilter.UP, RowFilter.of(picture(3, 16, SMOOTH, true)));
        assertEquals(RowFilter.NONE, RowFilter.of(picture(3, 16, Sampling.PLAIN, false)));
        assertEquals(RowFilter.NONE, RowFilter.of(picture(1, 8, Sampling.PLAIN, false)));
    }

    @Test
    void aRowOfManyEqualPixelsIsLeftAsItIs() {
        byte[] rows = {0, 7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9, 1, 2, 3, 0, 7, 8, 9, 7, 8, 9, 7, 8, 9, 1, 2, 3, 4, 5, 6};
        RowFilter.SUB_IF_VARIED.apply(rows, 1, 1, 15, 2, 3);
        assertArrayEquals(new byte[] {0, 7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9, 1, 2, 3,
            1, 7, 8, 9, 0, 0, 0, 0, 0, 0, -6, -6, -6, 3, 3, 3}, rows);
    }

    /** Smooth pictures of 16 bits are why there are filters. */
    @Test
    void aSmoothPictureOf16BitsIsSmallerThanWithoutAFilter() throws IOException {
        byte[] pixels = pixels(picture(3, 16, SMOOTH, false));
        int filtered = file(picture(3, 16, SMOOTH, false), pixels, 20).length;
        int plain = file(picture(3, 16, Sampling.PLAIN, false), pixels, 20).length;
        assertTrue(filtered < 0.8 * plain, filtered + " and " + plain);
    }
}
