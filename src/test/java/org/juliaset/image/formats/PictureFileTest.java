package org.juliaset.image.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.juliaset.CraftedPng;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.MissingMetadataException;
import org.juliaset.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureFileTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long LITTLE_MEMORY = 16 << 20;
    private static final int ASCII = 2;
    private static final int LONG = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"PNG", "TIFF"})
    void whatAWriterWritesIsRead(PictureFormat format) throws Exception {
        Picture picture = new Picture(3, 2, PixelFormat.GRAY_8, true, Map.of("xleft", "-1E-300"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = format.writer(picture, out);
        writer.begin();
        writer.finish(encoded -> {});
        byte[] head = writer.head().array();
        byte[] all = ByteBuffer.allocate(head.length + out.size()).put(head).put(out.toByteArray()).array();
        PictureFile file = PictureFile.read(Files.write(folder.resolve("a"), all));
        assertEquals(new PictureFile(format, 3, 2, ImageMetadata.of(picture)), file);
    }

    /** A TIFF of one directory at byte 8, entries being tag, type, count and value. */
    private static byte[] tiff(ByteOrder order, int[][] entries, String after) {
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * entries.length + 4 + after.length()).order(order);
        file.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        file.putShort((short) 42).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
        }
        return file.putInt(0).put(after.getBytes(StandardCharsets.ISO_8859_1)).array();
    }

    private static int[] entry(int... fields) {
        return fields;
    }

    @Test
    void aTiffMayHaveEitherByteOrder() throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int[][] entries = {entry(256, LONG, 1, 3), entry(257, LONG, 1, 70000), entry(270, ASCII, 4, 62)};
            int value = order == ByteOrder.LITTLE_ENDIAN
                    ? 'a' | '=' << 8 | '1' << 16
                    : 'a' << 24 | '=' << 16 | '1' << 8;
            entries[2][3] = value;
            PictureFile file = PictureFile.read(Files.write(folder.resolve("a"), tiff(order, entries, "")));
            assertEquals(3, file.width());
            assertEquals(70000, file.height());
            assertEquals(Map.of("a", "1"), file.metadata().parameters());
        }
    }

    static Stream<Arguments> refused() {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        int[] text = entry(270, ASCII, 4, 'a' | '=' << 8 | '1' << 16);
        int[] width = entry(256, LONG, 1, 3);
        byte[] many = new byte[10 + 65535 * 12];
        ByteBuffer.wrap(many).order(order).put(new byte[] {'I', 'I'}).putShort((short) 42).putInt(8)
                .putShort((short) -1);
        return Stream.of(
                arguments("nothing", new byte[0], "is neither a PNG nor a TIFF"),
                arguments("text", "resolution=500".getBytes(StandardCharsets.US_ASCII), "is neither a PNG nor a TIFF"),
                arguments("a signature alone", new byte[] {'I', 'I', 42, 0}, "ends before what it refers to"),
                arguments("a directory at 4 GiB", new byte[] {'I', 'I', 42, 0, -1, -1, -1, -1},
                        "ends before what it refers to"),
                arguments("more tags than bytes", new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, -1, -1},
                        "ends before what it refers to"),
                arguments("65535 empty tags", many, "does not say how it was made"),
                arguments("no tags", tiff(order, new int[0][], ""), "does not say how it was made"),
                arguments("a text of 4 GiB", tiff(order, new int[][] {entry(270, ASCII, -1, 8)}, ""),
                        "has a text of 4294967295 bytes, and 65536 are the most that is read"),
                arguments("a text beyond the end", tiff(order, new int[][] {entry(270, ASCII, 65536, 8)}, ""),
                        "ends before what it refers to"),
                arguments("a text that is a number", tiff(order, new int[][] {entry(270, LONG, 1, 8)}, ""),
                        "does not say how it was made"),
                arguments("a text that ends in the middle", tiff(
                        order, new int[][] {entry(270, ASCII, 5, 26)}, "a=1\0"),
                        "ends before what it refers to"),
                arguments("no size", tiff(order, new int[][] {text}, ""), "does not say its size as a TIFF should"),
                arguments("no height", tiff(order, new int[][] {text, width}, ""),
                        "does not say its size as a TIFF should"),
                arguments("heights", tiff(order, new int[][] {text, width, entry(257, LONG, 2, 8)}, ""),
                        "does not say its size as a TIFF should"),
                arguments("a PNG of another program", CraftedPng.gray(1, 1).rows(new byte[2]).end(),
                        "does not say how it was made"),
                arguments("a PNG whose compressed text is none", CraftedPng.gray(1, 1)
                        .chunk("zTXt", ("juliaset\0\0" + "x".repeat(100)).getBytes(StandardCharsets.US_ASCII))
                        .rows(new byte[2]).end(),
                        "is damaged: the text in a chunk zTXt at byte 33 cannot be inflated"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatSaysNothingIsRefusedSoonAndInLittleMemory(String name, byte[] bytes, String message) throws Exception {
        Path file = Files.write(folder.resolve("a"), bytes);
        String found = assertTimeout(SOON, () -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            IOException refusal = assertThrows(IOException.class, () -> PictureFile.read(file));
            assertTrue(refusal instanceof DamagedFileException || refusal instanceof MissingMetadataException,
                    refusal.toString());
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < LITTLE_MEMORY, allocated + " bytes");
            return refusal.getMessage();
        });
        assertTrue(found.startsWith(message), found);
    }
}
