package org.juliaset.image.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A PNG chunk under construction: length, type, data, CRC (PNG specification, 5.3). */
final class Chunk extends ByteArrayOutputStream {
    private static final int TYPE = 4;
    private static final int DATA = 8;

    /** @param expected bytes of data to make room for at once */
    Chunk(String type, int expected) {
        super(DATA + expected + Integer.BYTES);
        writeInt(0);
        writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    }

    Chunk writeInt(int value) {
        write(value >>> 24);
        write(value >>> 16);
        write(value >>> 8);
        write(value);
        return this;
    }

    /** The complete chunk, not copied; nothing can be added after it. */
    ByteBuffer complete() {
        CRC32 crc = new CRC32();
        crc.update(buf, TYPE, count - TYPE);
        writeInt((int) crc.getValue());
        ByteBuffer chunk = ByteBuffer.wrap(buf, 0, count);
        return chunk.putInt(0, count - DATA - Integer.BYTES);
    }
}
