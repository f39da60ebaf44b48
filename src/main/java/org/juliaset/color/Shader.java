package org.juliaset.color;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.juliaset.model.Counts;

/** Turns samples into pixels. Safe for use by several threads. */
public interface Shader {
    /** Returns the format of the pixels. */
    PixelFormat format();

    /** Returns the number of samples along each side of a pixel. */
    default int perSide() {
        return 1;
    }

    /**
     * Shades one row of pixels.
     *
     * @param counts {@link #perSide} times as many rows and columns as there are pixels
     * @param row index of the row of pixels
     * @param pixels written from {@code offset}, {@link PixelFormat#bytes} for each pixel of the row; 16 bits with the
     *     higher byte first
     */
    void row(Counts counts, int row, byte[] pixels, int offset);

    /**
     * Returns the size of the buffer that {@link #rows} needs, in bytes.
     *
     * @param width pixels in a row
     * @param rows of pixels
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
        return ByteBuffer.wrap(room, 0, write(counts, rowPrefix, room, 0));
    }

    /**
     * Writes the same rows to an array, from an offset on.
     *
     * @return the index after the last byte
     */
    default int write(Counts counts, int rowPrefix, byte[] pixels, int offset) {
        int to = offset;
        for (int row = 0; row < counts.rows() / perSide(); row++) {
            Arrays.fill(pixels, to, to + rowPrefix, (byte) 0);
            to += rowPrefix;
            row(counts, row, pixels, to);
            to += counts.width() / perSide() * format().bytes();
        }
        return to;
    }
}
