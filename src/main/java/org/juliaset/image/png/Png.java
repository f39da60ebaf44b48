package org.juliaset.image.png;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** What every 8-bit gray PNG begins and ends with (PNG specification, third edition). */
final class Png {
    static final byte FILTER_NONE = 0;

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static final byte[] GRAY_8_BIT = {8, 0, 0, 0, 0};
    private static final int HEADER_DATA = 13;

    private Png() {}

    /** The signature and the header of a picture. */
    static byte[] beginning(long width, long height) {
        Chunk header = new Chunk("IHDR", HEADER_DATA);
        header.writeInt((int) width).writeInt((int) height).writeBytes(GRAY_8_BIT);
        ByteBuffer chunk = header.complete();
        return ByteBuffer.allocate(SIGNATURE.length + chunk.remaining()).put(SIGNATURE).put(chunk).array();
    }

    /** The chunk that ends a picture. */
    static ByteBuffer end() {
        return new Chunk("IEND", 0).complete();
    }

    /** Compression as zlib numbers it. */
    static int compression(boolean fast) {
        return fast ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION;
    }
}
