package org.juliaset.image.tiff;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.GrayPixels;

/**
 * The gray pixels of a TIFF in strips, of 8 bits a sample: gray, or RGB with equal channels, with or without
 * differences of neighbours. It is read in a little memory of fixed size, strip by strip.
 */
final class TiffPixels extends GrayPixels {
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;

    private static final int WHITE_IS_ZERO = 0;
    private static final int RGB = 2;
    private static final int DIFFERENCES = 2;
    private static final int BUFFER = 1 << 13;

    private final RandomAccessFile file;
    private final TiffTags tags;
    private final int channels;
    private final long compression;
    private final boolean isInverted;
    private final boolean isDifferences;
    private final long rowsPerStrip;
    private final int[] left;
    private InputStream strip;

    /** @throws DamagedFileException if the pixels are stored in a way that is not read */
    TiffPixels(RandomAccessFile file, TiffTags tags) throws IOException {
        super(tags.number(TiffTags.WIDTH), tags.number(TiffTags.HEIGHT));
        this.file = file;
        this.tags = tags;
        this.compression = tags.number(COMPRESSION, 0, 1);
        long samples = tags.number(SAMPLES, 0, 1);
        long photometric = tags.number(PHOTOMETRIC, 0, -1);
        long predictor = tags.number(PREDICTOR, 0, 1);
        boolean isGray = samples == 1 && (photometric == WHITE_IS_ZERO || photometric == 1);
        boolean isRgb = samples == 3 && photometric == RGB && tags.number(PLANAR, 0, 1) == 1;
        if (!isGray && !isRgb || tags.number(BITS, 0, 1) != Byte.SIZE || predictor < 1 || predictor > DIFFERENCES) {
            throw new DamagedFileException("was saved again by another program: " + samples + " samples a pixel of "
                    + tags.number(BITS, 0, 1) + " bits, photometric " + photometric + ", predictor " + predictor
                    + ", which is not read");
        }
        if (!tags.has(STRIP_OFFSETS) || !tags.has(STRIP_BYTE_COUNTS)) {
            throw new DamagedFileException("was saved again by another program: its pixels are not in strips");
        }
        this.channels = (int) samples;
        this.isInverted = photometric == WHITE_IS_ZERO;
        this.isDifferences = predictor == DIFFERENCES;
        this.rowsPerStrip = Math.max(1, tags.number(ROWS_PER_STRIP, 0, height()));
        this.left = new int[channels];
    }

    @Override
    protected void fill(byte[] samples, int offset, int length) throws IOException {
        try {
            if (column() == 0) {
                Arrays.fill(left, 0);
                if (row() % rowsPerStrip == 0) {
                    openStrip();
                }
            }
            for (int k = 0; k < length; k++) {
                int gray = sample(0);
                for (int channel = 1; channel < channels; channel++) {
                    if (sample(channel) != gray) {
                        throw new DamagedFileException("was saved again by another program: column " + (column() + k)
                                + ", row " + row() + " is not gray");
                    }
                }
                samples[offset + k] = (byte) (isInverted ? ~gray : gray);
            }
        } catch (EOFException e) {
            throw tooFew();
        } catch (ZipException e) {
            throw new DamagedFileException("is damaged: the pixels' data is broken in row " + row());
        }
    }

    private int sample(int channel) throws IOException {
        int value = strip.read();
        if (value < 0) {
            throw tooFew();
        }
        if (isDifferences) {
            value = value + left[channel] & 0xFF;
            left[channel] = value;
        }
        return value;
    }

    private void openStrip() throws IOException {
        long index = row() / rowsPerStrip;
        long start = tags.number(STRIP_OFFSETS, index, -1);
        long length = tags.number(STRIP_BYTE_COUNTS, index, -1);
        if (start < 0 || length < 0) {
            throw tooFew();
        }
        strip = new BufferedInputStream(
                TiffDecoders.of(compression, new BufferedInputStream(new Part(start, length), BUFFER)), BUFFER);
    }

    /** A part of the file, as far as that goes. */
    private final class Part extends InputStream {
        private long at;
        private long left;

        Part(long start, long length) {
            this.at = start;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            file.seek(at);
            int read = file.read(to, offset, (int) Math.min(length, left));
            at += Math.max(0, read);
            left -= Math.max(0, read);
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
