package org.juliaset.image.png;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.juliaset.image.DamagedFileException;

/**
 * The chunks of a PNG one after the other (PNG specification, 5.3), each checked by its CRC when its data
 * has been read. What a chunk says of its length is believed only as far as the file goes: nothing is
 * allocated for it.
 */
final class ChunkReader {
    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private final byte[] skipped = new byte[1 << 13];
    private String type = "";
    private long start;
    private long position;
    private long remaining;

    /** @param in a PNG after its signature */
    ChunkReader(InputStream in) {
        this.in = in;
        this.position = Png.SIGNATURE.length;
    }

    /** The type of the chunk that is being read. */
    String type() {
        return type;
    }

    /** Bytes of its data that have not been read. */
    long remaining() {
        return remaining;
    }

    /** Bytes of the file that have been read. */
    long position() {
        return position;
    }

    /**
     * Goes to the next chunk, past what is left of this one.
     *
     * @return its type
     */
    String next() throws IOException {
        while (remaining > 0) {
            read(skipped, 0, skipped.length);
        }
        start = position;
        ByteBuffer head = ByteBuffer.wrap(fully(new byte[Integer.BYTES + Integer.BYTES]));
        remaining = Integer.toUnsignedLong(head.getInt());
        type = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
        if (!type.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
            throw new DamagedFileException("has no PNG chunk at byte " + start + ", where one should begin");
        }
        if (remaining > Integer.MAX_VALUE) {
            throw new DamagedFileException("has " + here() + " of " + remaining + " bytes, and " + Integer.MAX_VALUE
                    + " are the most in a PNG");
        }
        crc.reset();
        crc.update(head);
        if (remaining == 0) {
            checkCrc();
        }
        return type;
    }

    /**
     * Reads some of the chunk's data.
     *
     * @return how much, or -1 if there is no more
     */
    int read(byte[] to, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int read = in.read(to, offset, (int) Math.min(length, remaining));
        if (read < 0) {
            throw truncated();
        }
        crc.update(to, offset, read);
        position += read;
        remaining -= read;
        if (remaining == 0) {
            checkCrc();
        }
        return read;
    }

    /**
     * Reads all data of a small chunk.
     *
     * @param most bytes that it may have
     */
    byte[] data(int most) throws IOException {
        if (remaining > most) {
            throw new DamagedFileException(
                    "has " + here() + " of " + remaining + " bytes, and " + most + " are the most that is read");
        }
        return start(most);
    }

    /** Reads the next bytes of the chunk's data, or all that it still has. */
    byte[] start(int most) throws IOException {
        byte[] data = new byte[(int) Math.min(most, remaining)];
        int length = 0;
        while (length < data.length) {
            length += read(data, length, data.length - length);
        }
        return data;
    }

    /**
     * Goes to the next chunk, past what is left of this one without looking at it.
     *
     * @return its type
     */
    String nextUnread() throws IOException {
        if (remaining > 0) {
            long rest = remaining + Integer.BYTES;
            try {
                in.skipNBytes(rest);
            } catch (EOFException e) {
                throw truncated();
            }
            position += rest;
            remaining = 0;
        }
        return next();
    }

    /** Whether the file ends here. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** The chunk and its place, for messages. */
    String here() {
        return "a chunk " + type + " at byte " + start;
    }

    private void checkCrc() throws IOException {
        int expected = (int) crc.getValue();
        if (ByteBuffer.wrap(fully(new byte[Integer.BYTES])).getInt() != expected) {
            throw new DamagedFileException("is damaged: " + here() + " does not have the CRC that it should have");
        }
    }

    private byte[] fully(byte[] bytes) throws IOException {
        int read = in.readNBytes(bytes, 0, bytes.length);
        position += read;
        if (read < bytes.length) {
            throw truncated();
        }
        return bytes;
    }

    private DamagedFileException truncated() {
        return new DamagedFileException("ends too soon, after " + position + " bytes");
    }
}
