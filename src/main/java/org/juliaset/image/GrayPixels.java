package org.juliaset.image;

import java.io.Closeable;
import java.io.IOException;

/** The gray samples of a picture's file, from the top left, row by row. For one thread. */
public abstract class GrayPixels implements Closeable {
    private static final int PASSED = 1 << 16;

    private final long width;
    private final long height;
    private final byte[] passed = new byte[PASSED];
    private long row;
    private long column;

    /**
     * @param width pixels in a row
     * @param height rows
     */
    protected GrayPixels(long width, long height) {
        this.width = width;
        this.height = height;
    }

    protected final long width() {
        return width;
    }

    protected final long height() {
        return height;
    }

    /** The row of the next pixel, from 0 at the top. */
    protected final long row() {
        return row;
    }

    /** The column of the next pixel, from 0 at the left. */
    protected final long column() {
        return column;
    }

    /** Pixels before the next one, in row-major order. */
    public final long position() {
        return row * width + column;
    }

    /**
     * Reads pixels of one row, from the next one on.
     *
     * @param samples where they go, uint8
     * @throws IllegalArgumentException if the row has not so many any more, or there is none
     * @throws DamagedFileException if the file is not as it should be
     */
    public final void read(byte[] samples, int offset, int length) throws IOException {
        if (row >= height || length > width - column) {
            throw new IllegalArgumentException(length + " pixels after column " + column + ", row " + row);
        }
        fill(samples, offset, length);
        column += length;
        if (column == width) {
            column = 0;
            row++;
        }
    }

    /** Reads pixels that the row has; position, row and column are those of the first. */
    protected abstract void fill(byte[] samples, int offset, int length) throws IOException;

    /** Passes over pixels, to one by its row-major index. */
    public final void skipTo(long pixel) throws IOException {
        while (position() < pixel) {
            read(passed, 0, (int) Math.min(Math.min(passed.length, width - column), pixel - position()));
        }
    }

    /**
     * Checks what follows the last pixel. All pixels have been read.
     *
     * @throws DamagedFileException if it is not what should follow
     */
    public void finish() throws IOException {
        if (row != height) {
            throw new IllegalStateException("in row " + row);
        }
    }

    /** That the file's data ends before its pixels do. */
    protected final DamagedFileException tooFew() {
        return new DamagedFileException(
                "holds fewer pixels than its " + width + " x " + height + ": they end in row " + row);
    }
}
