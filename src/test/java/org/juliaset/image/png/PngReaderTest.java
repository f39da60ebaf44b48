package org.juliaset.image.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.juliaset.CraftedPng;
import org.juliaset.image.DamagedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PngReaderTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long LITTLE_MEMORY = 2 << 20;
    private static final byte[] ROWS = {0, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0, 9, 10, 11, 12};

    @TempDir
    Path folder;

    /** Reads a file to its end, a row at a time but in pieces of no more than 64 KiB. */
    private byte[] read(byte[] bytes) throws Exception {
        Path file = CraftedPng.file(folder, bytes);
        try (PngReader png = PngReader.open(file); PngPixels pixels = png.pixels()) {
            int pixelBytes = pixels.format().bytes();
            byte[] row = new byte[Math.min(png.width(), 1 << 16) * pixelBytes];
            ByteBuffer all = ByteBuffer.allocate(1 << 16);
            while (pixels.position() < (long) png.width() * png.height()) {
                int start = 0;
                for (; start < png.width(); start += row.length / pixelBytes) {
                    int length = Math.min(row.length / pixelBytes, png.width() - start);
                    pixels.read(row, 0, length);
                    all.put(row, 0, Math.min(length * pixelBytes, all.remaining()));
                }
            }
            pixels.finish();
            return Arrays.copyOf(all.array(), all.position());
        }
    }

    static Stream<Arguments> damaged() {
        CraftedPng start = CraftedPng.gray(4, 3);
        byte[] whole = CraftedPng.gray(4, 3).rows(ROWS).end();
        byte[] data = CraftedPng.zlib(ROWS);
        byte[] wrongSum = data.clone();
        wrongSum[wrongSum.length - 1] ^= 1;
        byte[] dictionary = {0x78, (byte) 0xBB, 1, 2, 3, 4};
        return Stream.of(
                arguments("no PNG", new byte[100], "is not a PNG"),
                arguments("no bytes", new byte[0], "is not a PNG"),
                arguments("nothing but a signature", new CraftedPng().bytes(), "ends too soon, after 8 bytes"),
                arguments("another chunk first", new CraftedPng().text("a", "b").bytes(),
                        "does not begin with a PNG header"),
                arguments("a short header", new CraftedPng().header(4, 3, 8, 0, 0).end(),
                        "does not begin with a PNG header"),
                arguments("a header of 2 GiB", new CraftedPng().chunk("IHDR", Integer.MAX_VALUE, 0).bytes(),
                        "does not begin with a PNG header"),
                arguments("no width", CraftedPng.gray(0, 3).rows(ROWS).end(), "has a size that no PNG has: 0 x 3"),
                arguments("a height of 2^31", CraftedPng.gray(4, Integer.MIN_VALUE).rows(ROWS).end(),
                        "has a size that no PNG has: 4 x 2147483648"),
                arguments("a wrong CRC", new CraftedPng().chunk("IHDR", 13, 1, new byte[13]).bytes(),
                        "is damaged: a chunk IHDR at byte 8 does not have the CRC"),
                arguments("a text with a wrong CRC",
                        CraftedPng.gray(4, 3).chunk("tEXt", 3, 1, (byte) 'a', (byte) 0, (byte) 'b')
                        .bytes(), "is damaged: a chunk tEXt at byte 33"),
                arguments("a chunk of 4 GiB", CraftedPng.gray(4, 3).chunk("tEXt", 0xFFFFFFFFL, 0, new byte[50]).bytes(),
                        "has a chunk tEXt at byte 33 of 4294967295 bytes, and 2147483647 are the most in a PNG"),
                arguments("a text of 2 GiB", CraftedPng.gray(4, 3).chunk("tEXt", Integer.MAX_VALUE, 0, new byte[50])
                        .bytes(),
                        "has more than 16777216 bytes before its pixels"),
                arguments("a text of 1 MiB", CraftedPng.gray(4, 3).chunk("tEXt", 1 << 20, 0, new byte[50]).bytes(),
                        "has a chunk tEXt at byte 33 of 1048576 bytes, and 65536 are the most that is read"),
                arguments("another program's chunk that ends with the file",
                        CraftedPng.gray(4, 3).chunk("zTXt", 1 << 20, 0, new byte[50]).bytes(),
                        "ends too soon, after 95 bytes"),
                arguments("parameters twice", CraftedPng.gray(4, 3).parameters("a=1").parameters("a=1").rows(ROWS)
                        .end(),
                        "says twice how it was made"),
                arguments("a type that is none", CraftedPng.gray(4, 3).chunk("\u001B[2J").end(),
                        "has no PNG chunk at byte 33"),
                arguments("a palette", CraftedPng.gray(4, 3).chunk("PLTE", new byte[3]).rows(ROWS).end(),
                        "has a chunk PLTE at byte 33, where juliaset writes none"),
                arguments("no pixels", start.end(), "has a chunk IEND at byte 33, where juliaset writes none"),
                arguments("4 bits", new CraftedPng().header(4, 3, 4, 0, 0, 0, 0).rows(ROWS).end(),
                        "was saved again by another program: bit depth 4, colour type 0,"),
                arguments("a palette's indices", new CraftedPng().header(4, 3, 8, 3, 0, 0, 0).rows(ROWS).end(),
                        "was saved again by another program: bit depth 8, colour type 3,"),
                arguments("RGB of too few bytes", new CraftedPng().header(4, 3, 8, 2, 0, 0, 0)
                        .rows(new byte[3 * 13 - 1]).end(), "holds fewer pixels than its 4 x 3: they end in row 2"),
                arguments("16 bits of too few bytes", new CraftedPng().header(4, 3, 16, 0, 0, 0, 0)
                        .rows(new byte[3 * 9 - 1]).end(), "holds fewer pixels than its 4 x 3: they end in row 2"),
                arguments("interlacing", new CraftedPng().header(4, 3, 8, 0, 0, 0, 1).rows(ROWS).end(),
                        "was saved again by another program: "),
                arguments("a row filter that is none",
                        CraftedPng.gray(4, 3).rows((byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5)
                        .end(), "has row filter 5 at row 1, which no PNG has"),
                arguments("a filter of a row that is too wide to keep",
                        CraftedPng.gray((1 << 20) + 1, 1).rows((byte) 2, (byte) 1).end(),
                        "was saved again by another program: row filter 2 at row 0, which is not read where rows have"
                                + " more than 1048576 pixels"),
                arguments("parameters before and after the pixels", CraftedPng.gray(4, 3).parameters("a=1").rows(ROWS)
                        .chunk("zTXt", compressedParameters("a=1")).end(), "says twice how it was made"),
                arguments("too few rows", CraftedPng.gray(4, 3).rows(Arrays.copyOf(ROWS, 12)).end(),
                        "holds fewer pixels than its 4 x 3: they end in row 2"),
                arguments("2^31-1 pixels a side in a few bytes",
                        CraftedPng.gray(Integer.MAX_VALUE, Integer.MAX_VALUE).rows(ROWS).end(),
                        "holds fewer pixels than its 2147483647 x 2147483647: they end in row 0"),
                arguments("a zlib bomb", CraftedPng.gray(4, 3).rows(new byte[64 << 20]).end(),
                        "holds more than its 4 x 3 pixels"),
                arguments("data that breaks off", CraftedPng.gray(4, 3).chunk("IDAT", Arrays.copyOf(data, 8)).end(),
                        "is damaged: the pixels' data breaks off in row "),
                arguments("data that is none", CraftedPng.gray(4, 3).chunk("IDAT", new byte[50]).end(),
                        "is damaged: the pixels' data is broken in row 0 ("),
                arguments("a preset dictionary", CraftedPng.gray(4, 3).chunk("IDAT", dictionary).end(),
                        "is compressed with a dictionary"),
                arguments("a wrong checksum", CraftedPng.gray(4, 3).chunk("IDAT", wrongSum).end(),
                        "is damaged: the pixels' data is broken in row "),
                arguments("data after the data",
                        CraftedPng.gray(4, 3).chunk("IDAT", Arrays.copyOf(data, data.length + 1)).end(),
                        "has more data after that of its pixels"),
                arguments("another chunk of data", CraftedPng.gray(4, 3).rows(ROWS).rows(ROWS).end(),
                        "has a chunk IDAT at byte "),
                arguments("no end", CraftedPng.gray(4, 3).rows(ROWS).bytes(), "ends too soon, after "),
                arguments("a byte too few", Arrays.copyOf(whole, whole.length - 1), "ends too soon, after "),
                arguments("a byte too many", Arrays.copyOf(whole, whole.length + 1), "goes on after its end"));
    }

    private static byte[] compressedParameters(String text) {
        byte[] data = CraftedPng.zlib(text.getBytes(StandardCharsets.ISO_8859_1));
        return ByteBuffer.allocate(10 + data.length).put("juliaset\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(data)
                .array();
    }

    /** Chunks as other programs write them, and what is wrong with them, or null. */
    static Stream<Arguments> texts() {
        byte[] zlib = CraftedPng.zlib("a=1".getBytes(StandardCharsets.ISO_8859_1));
        return Stream.of(
                arguments("plain", "tEXt", join("juliaset\0a=1"), null),
                arguments("compressed", "zTXt", join("juliaset\0\0", zlib), null),
                arguments("UTF-8", "iTXt", join("juliaset\0\0\0en\0word\0a=1"), null),
                arguments("UTF-8, compressed", "iTXt", join("juliaset\0\1\0\0\0", zlib), null),
                arguments("a bomb", "zTXt", join("juliaset\0\0", CraftedPng.zlib(new byte[32 << 20])),
                        "whose text is longer than 65536 bytes"),
                arguments("a bomb in UTF-8", "iTXt", join("juliaset\0\1\0\0\0", CraftedPng.zlib(new byte[32 << 20])),
                        "whose text is longer than 65536 bytes"),
                arguments("as long as the file", "zTXt", join("juliaset\0\0", new byte[1 << 17]),
                        "are the most that is read"),
                arguments("broken", "zTXt", join("juliaset\0\0xyz"), "cannot be inflated"),
                arguments("broken off", "zTXt", join("juliaset\0\0", Arrays.copyOf(zlib, 5)), "breaks off"),
                arguments("nothing", "zTXt", join("juliaset"), "has no text"),
                arguments("no method", "zTXt", join("juliaset\0"), "has no text"),
                arguments("nothing but a language", "iTXt", join("juliaset\0\0\0en"), "has no text"),
                arguments("no language", "iTXt", join("juliaset\0\0"), "has no text"));
    }

    private static byte[] join(String text, byte... data) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(start.length + data.length).put(start).put(data).array();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void aTextOfAnyKindIsReadBeforeAndAfterThePixelsAndNoMoreOfItThanATextMayHave(
            String name, String type, byte[] data, String problem) throws Exception {
        byte[] before = CraftedPng.gray(4, 3).chunk(type, data).rows(ROWS).end();
        byte[] after = CraftedPng.gray(4, 3).rows(ROWS).chunk("tIME", new byte[7]).chunk(type, data).end();
        for (byte[] file : new byte[][] {before, after}) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            Path path = CraftedPng.file(folder, file);
            long allocated = threads.getCurrentThreadAllocatedBytes();
            if (problem == null) {
                assertEquals("a=1", parameters(path));
            } else {
                String message = assertThrows(DamagedFileException.class, () -> parameters(path)).getMessage();
                assertTrue(message.contains(problem), message);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            assertTrue(allocated < LITTLE_MEMORY, allocated + " bytes");
        }
    }

    private static String parameters(Path file) throws Exception {
        try (PngReader png = PngReader.open(file)) {
            if (png.parameters() == null) {
                png.readBeyondPixels();
            }
            return png.parameters();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 8", "1, 0, 8", "2, 0, 8", "3, 0, 8", "4, 0, 8", "0, 2, 8", "1, 2, 8", "2, 2, 8", "3, 2, 8", "4, 2, 8",
        "0, 0, 16", "1, 0, 16", "2, 0, 16", "3, 0, 16", "4, 0, 16", "1, 2, 16", "2, 2, 16", "3, 2, 16", "4, 2, 16",
    })
    void everyRowFilterIsReadInPiecesOfAnyLength(int filter, int colorType, int bits) throws Exception {
        int columns = 50;
        int height = 7;
        int pixelBytes = (colorType == 0 ? 1 : 3) * bits / 8;
        int width = columns * pixelBytes;
        byte[] pixels = new byte[width * height];
        new Random(filter).nextBytes(pixels);
        byte[] rows = new byte[(width + 1) * height];
        for (int row = 0; row < height; row++) {
            rows[row * (width + 1)] = (byte) filter;
            for (int column = 0; column < width; column++) {
                int at = row * width + column;
                int left = column < pixelBytes ? 0 : pixels[at - pixelBytes] & 0xFF;
                int up = row == 0 ? 0 : pixels[at - width] & 0xFF;
                int upperLeft = column < pixelBytes || row == 0 ? 0 : pixels[at - width - pixelBytes] & 0xFF;
                int[] nearest = {left, up, upperLeft};
                int plane = left + up - upperLeft;
                int paeth = nearest[0];
                for (int neighbour : nearest) {
                    paeth = Math.abs(plane - neighbour) < Math.abs(plane - paeth) ? neighbour : paeth;
                }
                int[] predictions = {0, left, up, (left + up) / 2, paeth};
                rows[row * (width + 1) + 1 + column] = (byte) (pixels[at] - predictions[filter]);
            }
        }
        Path file = CraftedPng.file(folder, new CraftedPng()
                .header(columns, height, bits, colorType, 0, 0, 0).rows(rows).end());
        for (int piece : new int[] {1, 7, columns}) {
            try (PngReader png = PngReader.open(file); PngPixels found = png.pixels()) {
                byte[] read = new byte[pixels.length];
                for (int row = 0; row < height; row++) {
                    for (int column = 0; column < columns; column += piece) {
                        int place = row * width + column * pixelBytes;
                        found.read(read, place, Math.min(piece, columns - column));
                    }
                }
                found.finish();
                assertArrayEquals(pixels, read, "pieces of " + piece);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedFileIsRefusedSoonAndInLittleMemory(String name, byte[] bytes, String message) {
        String found = assertTimeout(SOON, () -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            String refusal = assertThrows(DamagedFileException.class, () -> read(bytes)).getMessage();
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < LITTLE_MEMORY, allocated + " bytes");
            return refusal;
        });
        assertTrue(found.startsWith(message), found);
        assertTrue(found.chars().allMatch(c -> c >= ' ' && c < 127), found);
    }

    @Test
    void noFileThatEndsTooSoonIsTakenForAWholeOne() throws Exception {
        byte[] whole = CraftedPng.gray(4, 3).parameters("a=1").rows(ROWS).end();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(DamagedFileException.class, () -> read(part), length + " bytes");
        }
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, read(whole));
    }

    @Test
    void noByteThatIsChangedIsPassedOver() throws Exception {
        byte[] whole = CraftedPng.gray(4, 3).parameters("a=1").rows(ROWS).end();
        for (int position = 0; position < whole.length; position++) {
            for (int bit = 1; bit < 256; bit <<= 1) {
                byte[] changed = whole.clone();
                changed[position] ^= (byte) bit;
                assertThrows(DamagedFileException.class, () -> read(changed), "byte " + position + ", bit " + bit);
            }
        }
    }

    @Test
    void whatOtherProgramsAddIsPassedOver() throws Exception {
        byte[] file = CraftedPng.gray(4, 3)
                .chunk("gAMA", new byte[4])
                .text("Software", "juliaset 1")
                .text("Software", "another")
                .chunk("zTXt", CraftedPng.zlib(new byte[1 << 20]))
                .parameters("a=1")
                .chunk("IDAT")
                .rows(ROWS)
                .chunk("tIME", new byte[7])
                .end();
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, read(file));
        try (PngReader png = PngReader.open(CraftedPng.file(folder, file))) {
            assertEquals("juliaset 1", png.software());
            assertEquals("a=1", png.parameters());
        }
    }

    @Test
    void rowsAreReadInPiecesAndPassedOver() throws Exception {
        int width = 100_000;
        byte[] rows = new byte[3 * (width + 1)];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = (byte) (k % (width + 1) == 0 ? 0 : k % 251);
        }
        byte[] file = CraftedPng.gray(width, 3).rows(rows).end();
        try (PngReader png = PngReader.open(CraftedPng.file(folder, file)); PngPixels pixels = png.pixels()) {
            byte[] piece = new byte[10];
            pixels.read(piece, 3, 4);
            assertArrayEquals(new byte[] {0, 0, 0, 1, 2, 3, 4, 0, 0, 0}, piece);
            pixels.skipTo(2L * width);
            pixels.read(piece, 0, 10);
            assertArrayEquals(Arrays.copyOfRange(rows, 2 * (width + 1) + 1, 2 * (width + 1) + 11), piece);
            assertThrows(IllegalArgumentException.class, () -> pixels.read(new byte[width], 0, width));
            pixels.skipTo(3L * width);
            pixels.finish();
            assertThrows(IllegalArgumentException.class, () -> pixels.read(piece, 0, 1));
        }
    }
}
