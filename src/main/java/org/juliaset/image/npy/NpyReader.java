package org.juliaset.image.npy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.image.DamagedFileException;

/**
 * Reads arrays of the kinds that {@link NpyWriter} writes, at any place. The file is not trusted. Safe for use by
 * several threads; interrupting one that reads closes the file.
 */
public final class NpyReader implements Closeable {
    private static final String SIGNATURE = "\u0093NUMPY";

    /** Bytes before the length of the header: the signature and the version. */
    private static final int VERSION = 6;

    private static final int LENGTH = 8;

    private static final int MAX_HEADER = 1 << 12;

    private static final Pattern HEADER = Pattern.compile("\\{'descr': '([!-~&&[^']]{1,20})', 'fortran_order': False,"
            + " 'shape': \\((\\d{1,10}), (\\d{1,10})\\),? ?\\}\\s*");

    private final FileChannel channel;
    private final int bytes;
    private final long width;
    private final long height;
    private final long start;

    private NpyReader(FileChannel channel, int bytes, long width, long height, long start) {
        this.channel = channel;
        this.bytes = bytes;
        this.width = width;
        this.height = height;
        this.start = start;
    }

    /** Returns whether a file that begins with some bytes is an array. */
    public static boolean isSignature(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(SIGNATURE);
    }

    /**
     * Opens an array and reads its header.
     *
     * @throws DamagedFileException if it is no such array of two dimensions, or is not as long as its header says
     */
    public static NpyReader open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return open(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static NpyReader open(FileChannel channel) throws IOException {
        ByteBuffer begin = ByteBuffer.allocate(MAX_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        while (begin.hasRemaining() && channel.read(begin, begin.position()) >= 0) {
            // until it is full, or the file ends
        }
        byte[] text = begin.array();
        boolean isFirstVersion = text[VERSION] == 1;
        int first = LENGTH + (isFirstVersion ? Short.BYTES : Integer.BYTES);
        long length = isFirstVersion
                ? Short.toUnsignedLong(begin.getShort(LENGTH))
                : Integer.toUnsignedLong(begin.getInt(LENGTH));
        if (!isSignature(text) || length > begin.position() - first) {
            throw new DamagedFileException("does not begin as an array of NumPy");
        }
        Matcher header = HEADER.matcher(new String(text, first, (int) length, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new DamagedFileException("is no array of rows and columns of numbers in C order");
        }
        NpyReader array = new NpyReader(channel, bytes(header.group(1)), Long.parseLong(header.group(3)),
                Long.parseLong(header.group(2)), first + length);
        array.requireWhole();
        return array;
    }

    private static int bytes(String type) throws DamagedFileException {
        for (int bytes = 1; bytes <= Double.BYTES; bytes *= 2) {
            if (NpyWriter.type(bytes).equals(type)) {
                return bytes;
            }
        }
        throw new DamagedFileException("has numbers of dtype " + type + ", and counts are |u1, <u2, <u4 or <f8");
    }

    private void requireWhole() throws IOException {
        long there = channel.size() - start;
        // below 2^68, which a double has near enough for a file
        if (there != (double) width * height * bytes) {
            throw new DamagedFileException("is cut off, or goes on after its end: it has " + there + " bytes of numbers"
                    + " for " + width + " x " + height + " of " + bytes);
        }
    }

    /** Returns the bytes of a number: 1, 2 or 4 of unsigned integers, 8 of floating-point numbers. */
    public int bytes() {
        return bytes;
    }

    /** Returns the number of columns. */
    public long width() {
        return width;
    }

    /** Returns the number of rows. */
    public long height() {
        return height;
    }

    /**
     * Reads numbers as they are stored.
     *
     * @param first row-major index of the first
     * @param to filled from its position to its limit
     * @throws DamagedFileException if the file ends before
     */
    public void read(long first, ByteBuffer to) throws IOException {
        long place = start + first * bytes;
        while (to.hasRemaining()) {
            int read = channel.read(to, place);
            if (read < 0) {
                throw new DamagedFileException("has become shorter while it was read");
            }
            place += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
