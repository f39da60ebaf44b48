package org.juliaset.image.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.juliaset.CraftedPng;
import org.juliaset.Decoded;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.Picture;
import org.junit.jupiter.api.Test;

/** Animated PNG files, chunk by chunk: each frame put together again is its own file. */
class ApngWriterTest {
    private static final int WIDTH = 50;
    private static final int HEIGHT = 41;

    private record Piece(String type, byte[] data) {}

    private static byte[] frame(int number) {
        Picture picture = new Picture(WIDTH, HEIGHT, PixelFormat.GRAY_8, false, Map.of("resolution", "50"));
        byte[] rows = new byte[HEIGHT * (1 + WIDTH)];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = k % (1 + WIDTH) == 0 ? 0 : (byte) (k * number + k / 7);
        }
        return PngTile.of(picture, rows);
    }

    private static List<Piece> pieces(byte[] file) {
        List<Piece> pieces = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(file).position(8);
        while (rest.hasRemaining()) {
            byte[] data = new byte[rest.getInt()];
            byte[] type = new byte[4];
            rest.get(type).get(data);
            CRC32 crc = new CRC32();
            crc.update(type);
            crc.update(data);
            assertEquals((int) crc.getValue(), rest.getInt());
            pieces.add(new Piece(new String(type, StandardCharsets.US_ASCII), data));
        }
        return pieces;
    }

    private static byte[] film(int frames, boolean loop) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ApngWriter writer = new ApngWriter(out, frames, loop, 1001, 30000);
        for (int number = 0; number < frames; number++) {
            writer.write(frame(number));
        }
        writer.finish();
        return out.toByteArray();
    }

    @Test
    void framesPutTogetherAreTheFilesThatTheyWere() throws Exception {
        List<CraftedPng> files = new ArrayList<>();
        int sequence = 0;
        for (Piece piece : pieces(film(3, true))) {
            ByteBuffer data = ByteBuffer.wrap(piece.data);
            switch (piece.type) {
                case "acTL" -> assertArrayEquals(new int[] {3, 0}, new int[] {data.getInt(), data.getInt()});
                case "fcTL" -> {
                    assertEquals(sequence++, data.getInt());
                    assertEquals(WIDTH, data.getInt());
                    assertEquals(HEIGHT, data.getInt());
                    assertEquals(0, data.getLong());
                    assertEquals(1001, data.getShort());
                    assertEquals(30000, data.getShort());
                    assertEquals(0, data.getShort());
                    files.add(CraftedPng.gray(WIDTH, HEIGHT));
                }
                case "fdAT" -> {
                    assertEquals(sequence++, data.getInt());
                    byte[] pixels = new byte[data.remaining()];
                    data.get(pixels);
                    files.get(files.size() - 1).chunk("IDAT", pixels);
                }
                case "IDAT" -> files.get(files.size() - 1).chunk("IDAT", piece.data);
                default -> {}
            }
        }
        assertEquals(3, files.size());
        for (int number = 0; number < 3; number++) {
            byte[] file = files.get(number).end();
            assertArrayEquals(Decoded.samplesByJdk(frame(number)), Decoded.samplesByJdk(file), "frame " + number);
        }
    }

    @Test
    void aReaderThatKnowsNoAnimationReadsTheFirstFrame() throws Exception {
        byte[] film = film(2, false);
        assertArrayEquals(Decoded.samplesByJdk(frame(0)), Decoded.samplesByJdk(film));
        assertEquals(1, pieces(film).stream().filter(piece -> piece.type.equals("acTL"))
                .map(piece -> ByteBuffer.wrap(piece.data).getInt(4)).findFirst().orElseThrow());
    }

    @Test
    void aFrameOfAnotherSizeIsRefused() throws Exception {
        ApngWriter writer = new ApngWriter(new ByteArrayOutputStream(), 2, true, 1, 25);
        writer.write(frame(0));
        byte[] other = CraftedPng.gray(3, 1).rows(new byte[4]).end();
        assertThrows(IllegalArgumentException.class, () -> writer.write(other));
        assertThrows(IllegalStateException.class, writer::finish);
    }
}
