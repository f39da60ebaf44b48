package org.juliaset.image.png;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.juliaset.image.DamagedFileException;

/**
 * The pixels of an 8-bit gray PNG without row filters, from the top left, row by row. For each byte that
 * is asked for at most one is inflated, whatever the file may hold beyond.
 */
public final class PngPixels implements Closeable {
    private final ChunkReader chunks;
    private final int width;
    private final int height;
    private final Inflater inflater = new Inflater();
    private final byte[] input = new byte[1 << 16];
    private final byte[] passed = new byte[1 << 16];
    private final byte[] filter = new byte[1];
    private long row;
    private int column;

    /** @param chunks in the first chunk of pixels */
    PngPixels(ChunkReader chunks, int width, int height) {
        this.chunks = chunks;
        this.width = width;
        this.height = height;
    }

    /** Pixels before the next one, in row-major order. */
    public long position() {
        return row * width + column;
    }

    /**
     * Reads pixels of one row, from the next one on.
     *
     * @param samples where they go, uint8
     * @throws IllegalArgumentException if the row has not so many any more, or there is none
     * @throws DamagedFileException if the file is not as it should be
     */
    public void read(byte[] samples, int offset, int length) throws IOException {
        if (row >= height || length > width - column) {
            throw new IllegalArgumentException(length + " pixels after column " + column + ", row " + row);
        }
        if (column == 0) {
            inflate(filter, 0, 1);
            if (filter[0] != Png.FILTER_NONE) {
                throw new DamagedFileException("was saved again by another program: row filter " + (filter[0] & 0xFF)
                        + " at row " + row + " in place of 0");
            }
        }
        inflate(samples, offset, length);
        column += length;
        if (column == width) {
            column = 0;
            row++;
        }
    }

    /** Passes over pixels, to one by its row-major index. */
    public void skipTo(long pixel) throws IOException {
        while (position() < pixel) {
            read(passed, 0, (int) Math.min(Math.min(passed.length, width - column), pixel - position()));
        }
    }

    /**
     * Checks what follows the last pixel, to the end of the file. All pixels have been read.
     *
     * @throws DamagedFileException if it is not what should follow
     */
    public void finish() throws IOException {
        if (row != height) {
            throw new IllegalStateException("in row " + row);
        }
        if (inflateSome(filter, 0, 1) != 0) {
            throw new DamagedFileException("holds more than its " + width + " x " + height + " pixels");
        }
        if (inflater.getRemaining() > 0 || chunks.remaining() > 0) {
            throw new DamagedFileException("has more data after that of its pixels, in " + chunks.here());
        }
        while (!chunks.next().equals("IEND")) {
            PngReader.requireAncillary(chunks);
        }
        if (chunks.remaining() > 0 || !chunks.isAtEnd()) {
            throw new DamagedFileException("goes on after its end");
        }
    }

    private void inflate(byte[] to, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int some = inflateSome(to, offset + done, length - done);
            if (some == 0) {
                throw new DamagedFileException("holds fewer pixels than its " + width + " x " + height
                        + ": they end in row " + row);
            }
            done += some;
        }
    }

    /** Inflates at least one byte, or 0 where the data ends. */
    private int inflateSome(byte[] to, int offset, int length) throws IOException {
        try {
            int some = inflater.inflate(to, offset, length);
            while (some == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw new DamagedFileException("is compressed with a dictionary, which no PNG is");
                }
                feed();
                some = inflater.inflate(to, offset, length);
            }
            return some;
        } catch (DataFormatException e) {
            throw new DamagedFileException("is damaged: the pixels' data is broken in row " + row + " ("
                    + e.getMessage() + ")");
        }
    }

    private void feed() throws IOException {
        int length = chunks.read(input, 0, input.length);
        while (length < 0) {
            if (!chunks.next().equals("IDAT")) {
                throw new DamagedFileException("is damaged: the pixels' data breaks off in row " + row + ", before "
                        + chunks.here());
            }
            length = chunks.read(input, 0, input.length);
        }
        inflater.setInput(input, 0, length);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
