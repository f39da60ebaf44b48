package org.juliaset.image.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The directory of a TIFF, or a BigTIFF, while it is written: values that an entry has no room for go to the file
 * before the directory itself. Tags are put in the order of their numbers.
 */
final class Directory {
    private static final int MAX_TAGS = 32;

    /** Tag, type, number of values, and the value or its place, bytes. */
    private static final int MAX_ENTRY = 20;

    private static final int BUFFER = 1 << 13;

    private final OutputStream out;
    private final boolean isBig;
    private final ByteBuffer entries;
    private final ByteBuffer buffer;
    private long position;
    private int count;

    /** @param position of the next byte that is written */
    Directory(OutputStream out, long position, boolean isBig, ByteOrder order) {
        this.out = out;
        this.position = position;
        this.isBig = isBig;
        this.entries = ByteBuffer.allocate(MAX_TAGS * MAX_ENTRY).order(order);
        this.buffer = ByteBuffer.allocate(BUFFER).order(order);
    }

    /** Puts numbers; a rational one is two. */
    void put(int tag, int type, long... numbers) throws IOException {
        put(tag, type, numbers.length, LongStream.of(numbers).iterator());
    }

    /** Puts a text of ASCII. */
    void put(int tag, String text) throws IOException {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.US_ASCII);
        put(tag, Tag.ASCII, bytes.length, IntStream.range(0, bytes.length).mapToLong(k -> bytes[k]).iterator());
    }

    /** Puts as many numbers as it is told. */
    void put(int tag, int type, long numbers, PrimitiveIterator.OfLong values) throws IOException {
        long length = numbers * bytes(type);
        boolean isInside = length <= offsetBytes();
        entries.putShort((short) tag).putShort((short) type);
        putOffset(entries, type == Tag.RATIONAL ? numbers / 2 : numbers);
        int end = entries.position() + offsetBytes();
        if (isInside) {
            values.forEachRemaining((long value) -> put(entries, type, value));
        } else {
            align();
            putOffset(entries, position);
            while (values.hasNext()) {
                if (buffer.remaining() < Long.BYTES) {
                    flush();
                }
                put(buffer, type, values.nextLong());
            }
            flush();
        }
        entries.position(end);
        count++;
    }

    /**
     * Writes the directory, after all values.
     *
     * @return where it begins
     */
    long end() throws IOException {
        align();
        long start = position;
        if (isBig) {
            buffer.putLong(count);
        } else {
            buffer.putShort((short) count);
        }
        buffer.put(entries.flip());
        // there is no other directory
        putOffset(buffer, 0);
        flush();
        return start;
    }

    private int offsetBytes() {
        return isBig ? Long.BYTES : Integer.BYTES;
    }

    private void putOffset(ByteBuffer to, long value) {
        put(to, isBig ? Tag.LONG8 : Tag.LONG, value);
    }

    /** Values begin where their largest number may (TIFF 6.0 asks for even places). */
    private void align() throws IOException {
        while ((position + buffer.position()) % Long.BYTES != 0) {
            buffer.put((byte) 0);
        }
        flush();
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        position += buffer.position();
        buffer.clear();
    }

    private static int bytes(int type) {
        return switch (type) {
            case Tag.ASCII -> Byte.BYTES;
            case Tag.SHORT -> Short.BYTES;
            case Tag.LONG8 -> Long.BYTES;
            default -> Integer.BYTES;
        };
    }

    private static void put(ByteBuffer to, int type, long value) {
        switch (bytes(type)) {
            case Byte.BYTES -> to.put((byte) value);
            case Short.BYTES -> to.putShort((short) value);
            case Long.BYTES -> to.putLong(value);
            default -> to.putInt((int) value);
        }
    }
}
