package org.juliaset.image.png;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.PicturePixels;

/**
 * The pixels of a PNG, gray or RGB, from the top left, row by row, with any of PNG's row filters, as other programs
 * write them (PNG specification, 9.2). For each byte that is asked for at most one is inflated, whatever the file may
 * hold beyond; a row is kept where the next one's filter may look back at it.
 */
public final class PngPixels extends PicturePixels {
    /** The widest row that is kept; most programs refuse wider pictures altogether. */
    private static final int MAX_KEPT = 1 << 20;

    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;

    private final InputStream in;
    private final ChunkReader chunks;
    private final PngTexts texts;
    private final Inflater inflater = new Inflater();
    private final byte[] input = new byte[1 << 16];
    private final byte[] filter = new byte[1];

    private final int pixelBytes;

    /** The row above from the next pixel on, and this row before it; null where rows are too wide. */
    private final byte[] above;

    /** The pixels to the left of the next one and above that. */
    private final byte[] left;

    private final byte[] upperLeft;

    /**
     * @param in is closed with this
     * @param chunks in the first chunk of pixels
     * @param texts is shown what follows the pixels
     */
    PngPixels(InputStream in, ChunkReader chunks, PngTexts texts, int width, int height, PixelFormat format) {
        super(width, height, format);
        this.in = in;
        this.chunks = chunks;
        this.texts = texts;
        this.pixelBytes = format.bytes();
        this.above = width <= MAX_KEPT ? new byte[width * pixelBytes] : null;
        this.left = new byte[pixelBytes];
        this.upperLeft = new byte[pixelBytes];
    }

    @Override
    protected void fill(byte[] to, int offset, int length) throws IOException {
        if (column() == 0) {
            inflate(filter, 0, 1);
            Arrays.fill(left, (byte) 0);
            Arrays.fill(upperLeft, (byte) 0);
            requireKnownFilter();
        }
        int bytes = length * pixelBytes;
        inflate(to, offset, bytes);
        if (filter[0] != Png.FILTER_NONE) {
            unfilter(to, offset, bytes);
        }
        if (above != null) {
            System.arraycopy(to, offset, above, (int) column() * pixelBytes, bytes);
        }
    }

    private void requireKnownFilter() throws DamagedFileException {
        int kind = filter[0] & 0xFF;
        if (kind > PAETH) {
            throw new DamagedFileException("has row filter " + kind + " at row " + row() + ", which no PNG has");
        }
        if (kind > SUB && above == null) {
            throw new DamagedFileException("was saved again by another program: row filter " + kind + " at row " + row()
                    + ", which is not read where rows have more than " + MAX_KEPT + " pixels");
        }
    }

    /** Adds what was subtracted from each byte: what the same byte of neighbouring pixels predicts. */
    private void unfilter(byte[] to, int offset, int bytes) {
        int start = filter[0] == SUB ? 0 : (int) column() * pixelBytes;
        int channel = 0;
        for (int k = 0; k < bytes; k++) {
            int before = left[channel] & 0xFF;
            int up = filter[0] == SUB ? 0 : above[start + k] & 0xFF;
            int predicted = switch (filter[0]) {
                case SUB -> before;
                case UP -> up;
                case AVERAGE -> (before + up) / 2;
                default -> paeth(before, up, upperLeft[channel] & 0xFF);
            };
            to[offset + k] += (byte) predicted;
            left[channel] = to[offset + k];
            upperLeft[channel] = (byte) up;
            channel = channel + 1 == pixelBytes ? 0 : channel + 1;
        }
    }

    /** Whichever of three neighbours is nearest to the plane through them. */
    private static int paeth(int left, int up, int upperLeft) {
        int plane = left + up - upperLeft;
        int toLeft = Math.abs(plane - left);
        int toUp = Math.abs(plane - up);
        int toUpperLeft = Math.abs(plane - upperLeft);
        if (toLeft <= toUp && toLeft <= toUpperLeft) {
            return left;
        }
        return toUp <= toUpperLeft ? up : upperLeft;
    }

    /** Checks what follows, to the end of the file. */
    @Override
    public void finish() throws IOException {
        super.finish();
        if (inflateSome(filter, 0, 1) != 0) {
            throw new DamagedFileException("holds more than its " + width() + " x " + height() + " pixels");
        }
        if (inflater.getRemaining() > 0 || chunks.remaining() > 0) {
            throw new DamagedFileException("has more data after that of its pixels, in " + chunks.here());
        }
        while (!chunks.next().equals("IEND")) {
            PngReader.requireAncillary(chunks);
            texts.read(chunks);
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
                throw tooFew();
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
            throw new DamagedFileException("is damaged: the pixels' data is broken in row " + row() + " ("
                    + e.getMessage() + ")");
        }
    }

    private void feed() throws IOException {
        int length = chunks.read(input, 0, input.length);
        while (length < 0) {
            if (!chunks.next().equals("IDAT")) {
                throw new DamagedFileException("is damaged: the pixels' data breaks off in row " + row() + ", before "
                        + chunks.here());
            }
            length = chunks.read(input, 0, input.length);
        }
        inflater.setInput(input, 0, length);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
