package org.juliaset.color;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.juliaset.model.Counts;

/** Turns counts into pixels. Safe for use by several threads. */
public interface Shader {
    /** The pixels that it makes. */
    PixelFormat format();

    /**
     * Shades one row.
     *
     * @param pixels written from {@code offset}, {@link PixelFormat#bytes} for each count of the row
     */
    void row(Counts counts, int row, byte[] pixels, int offset);

    /**
     * Bytes of room that {@link #rows} needs.
     *
     * @param width counts in a row
     */
    default int roomFor(int width, int rows, int rowPrefix) {
        return Math.toIntExact(rows * (rowPrefix + (long) width * format().bytes()));
    }

    /**
     * Shades all rows.
     *
     * @param rowPrefix bytes of 0 that go before each row
     * @param room where the pixels may go, at least {@link #roomFor} long
     * @return the rows, in {@code room} or, where they are the same bytes, in the counts' own array
     */
    default ByteBuffer rows(Counts counts, int rowPrefix, byte[] room) {
        int length = 0;
        for (int row = 0; row < counts.rows(); row++) {
            Arrays.fill(room, length, length + rowPrefix, (byte) 0);
            length += rowPrefix;
            row(counts, row, room, length);
            length += counts.width() * format().bytes();
        }
        return ByteBuffer.wrap(room, 0, length);
    }
}
