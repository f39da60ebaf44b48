package org.juliaset.image.png;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.juliaset.color.PixelFormat;

/** What every PNG begins and ends with (PNG specification, third edition). */
final class Png {
    static final byte FILTER_NONE = 0;

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static final byte[] GRAY_8_BIT = {8, 0, 0, 0, 0};
    private static final byte GRAY = 0;
    private static final byte RGB = 2;
    private static final int HEADER_DATA = 13;

    private Png() {}

    /** The signature and the header of a picture. */
    static byte[] beginning(long width, long height, PixelFormat pixels) {
        Chunk header = new Chunk("IHDR", HEADER_DATA);
        header.writeInt((int) width).writeInt((int) height).writeBytes(type(pixels));
        ByteBuffer chunk = header.complete();
        return ByteBuffer.allocate(SIGNATURE.length + chunk.remaining()).put(SIGNATURE).put(chunk).array();
    }

    /** Bits of a channel, color type, and the only methods of compression, filter and no interlacing (11.2.1). */
    private static byte[] type(PixelFormat pixels) {
        return new byte[] {(byte) pixels.bits(), pixels.channels() == 1 ? GRAY : RGB, 0, 0, 0};
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
