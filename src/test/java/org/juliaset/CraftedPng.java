package org.juliaset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Builds PNG files chunk by chunk, including files that no encoder writes. */
public final class CraftedPng {
    /** The parameters of a picture of 4 x 3 pixels. */
    public static final String FOUR_BY_THREE =
            "resolution=4\nxleft=-0.4\nxright=0.4\nybot=-0.3\nytop=0.3\nreal=-0.835\n"
            + "imag=-0.2321\nthreshold=2\nitermin=5\nitermax=80\nprecision=double\nfast=false";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Starts a file with the signature alone. */
    public CraftedPng() {
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    }

    /** The start of an 8-bit gray picture. */
    public static CraftedPng gray(int width, int height) {
        return new CraftedPng().header(width, height, 8, 0, 0, 0, 0);
    }

    public CraftedPng header(int width, int height, int... kind) {
        ByteBuffer header = ByteBuffer.allocate(8 + kind.length).putInt(width).putInt(height);
        for (int value : kind) {
            header.put((byte) value);
        }
        return chunk("IHDR", header.array());
    }

    public CraftedPng chunk(String type, byte... data) {
        return chunk(type, data.length, 0, data);
    }

    /** A chunk that says that it has another length than it has, and whose CRC has some bits changed. */
    public CraftedPng chunk(String type, long length, int crcChange, byte... data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ crcChange).array());
        return this;
    }

    public CraftedPng text(String keyword, String text) {
        return chunk("tEXt", (keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The text in which juliaset writes parameters. */
    public CraftedPng parameters(String text) {
        return text("juliaset", text);
    }

    /** Rows, each with its filter type, compressed into one chunk. */
    public CraftedPng rows(byte... rows) {
        return chunk("IDAT", zlib(rows));
    }

    public static byte[] zlib(byte... data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] room = new byte[data.length + 64];
        int length = deflater.deflate(room);
        deflater.end();
        return Arrays.copyOf(room, length);
    }

    public byte[] end() {
        return chunk("IEND").bytes();
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /**
     * Returns a file of this program with other data in place of its rows: the same chunks before them, then one chunk
     * of data.
     */
    public static byte[] withRows(byte[] file, UnaryOperator<byte[]> change) throws Exception {
        ByteBuffer chunks = ByteBuffer.wrap(file);
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] signature = new byte[8];
        chunks.get(signature);
        before.writeBytes(signature);
        int width = chunks.getInt(16);
        int height = chunks.getInt(20);
        while (chunks.hasRemaining()) {
            byte[] chunk = new byte[12 + chunks.getInt(chunks.position())];
            chunks.get(chunk);
            String type = new String(chunk, 4, 4, StandardCharsets.US_ASCII);
            if (type.equals("IDAT")) {
                data.write(chunk, 8, chunk.length - 12);
            } else if (!type.equals("IEND")) {
                before.writeBytes(chunk);
            }
        }
        byte[] rows = new byte[(width + 1) * height];
        Inflater inflater = new Inflater();
        inflater.setInput(data.toByteArray());
        if (inflater.inflate(rows) != rows.length) {
            throw new AssertionError("fewer rows than " + height);
        }
        inflater.end();
        CraftedPng crafted = new CraftedPng();
        crafted.out.reset();
        crafted.out.writeBytes(before.toByteArray());
        return crafted.rows(change.apply(rows)).end();
    }

    /** Writes bytes into a new file of a folder. */
    public static Path file(Path folder, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("crafted.png"), bytes);
    }
}
