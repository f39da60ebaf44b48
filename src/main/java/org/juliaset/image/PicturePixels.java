package org.juliaset.image;

import java.io.Closeable;
import java.io.IOException;
import org.juliaset.color.PixelFormat;

/** Reads the pixels of a file, from the top left, row by row. For one thread. */
public abstract class PicturePixels implements Closeable {
    private static final int PASSED = 1 << 16;

    private final long width;
    private final long height;
    private final PixelFormat format;
    private final byte[] passed = new byte[PASSED];
    private long row;
    private long column;

    /**
     * @param width pixels in a row
     * @param height rows
     * @param format of the pixels
     */
    protected PicturePixels(long width, long height, PixelFormat format) {
        this.width = width;
        this.height = height;
        this.format = format;
    }

    protected final long width() {
        return width;
    }

    protected final long height() {
        return height;
    }

    /** Returns the format of the pixels that {@link #read} reads. */
    public final PixelFormat format() {
        return format;
    }

    /** Returns the row of the next pixel, 0 at the top. */
    protected final long row() {
        return row;
    }

    /** Returns the column of the next pixel, 0 at the left. */
    protected final long column() {
        return column;
    }

    /** Returns the row-major index of the next pixel. */
    public final long position() {
        return row * width + column;
    }

    /**
     * Reads the next pixels of one row.
     *
     * @param to receives the pixels from {@code offset}, {@link PixelFormat#bytes} each; 16 bits with the higher byte
     *     first
     * @param length number of pixels
     * @throws IllegalArgumentException if fewer pixels are left in the row
     * @throws DamagedFileException if the file is damaged
     */
    public final void read(byte[] to, int offset, int length) throws IOException {
        if (row >= height || length > width - column) {
            throw new IllegalArgumentException(length + " pixels after column " + column + ", row " + row);
        }
        fill(to, offset, length);
        column += length;
        if (column == width) {
            column = 0;
            row++;
        }
    }

    /** Reads pixels that the row has, the first of them at the current position. */
    protected abstract void fill(byte[] to, int offset, int length) throws IOException;

    /** Skips to the pixel with a row-major index. */
    public final void skipTo(long pixel) throws IOException {
        int some = passed.length / format.bytes();
        while (position() < pixel) {
            read(passed, 0, (int) Math.min(Math.min(some, width - column), pixel - position()));
        }
    }

    /**
     * Checks the data after the last pixel, once all pixels have been read.
     *
     * @throws DamagedFileException if the file is damaged there
     */
    public void finish() throws IOException {
        if (row != height) {
            throw new IllegalStateException("in row " + row);
        }
    }

    /** Returns an exception: the data ends before the last pixel. */
    protected final DamagedFileException tooFew() {
        return new DamagedFileException(
                "holds fewer pixels than its " + width + " x " + height + ": they end in row " + row);
    }
}
