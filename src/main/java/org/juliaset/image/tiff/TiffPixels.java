package org.juliaset.image.tiff;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.PicturePixels;

/**
 * The pixels of a TIFF in tiles or strips, gray or RGB, of 8 or 16 bits a sample, with or without differences of
 * neighbours. A strip is a tile of the picture's width. Tiles that are side by side are read at the same time, row by
 * row, each in a little memory of fixed size.
 */
final class TiffPixels extends PicturePixels {
    private static final int BUFFER = 1 << 13;

    private final TiffTags tags;
    private final int sampleBytes;
    private final int pixelBytes;

    /** Whether equal channels are read as gray. */
    private final boolean isNarrowed;

    private final long compression;
    private final boolean isInverted;
    private final boolean isDifferences;
    private final boolean isTiled;
    private final long tileWidth;
    private final long tileHeight;

    /** Those that are side by side, from the left. */
    private final Segment[] tiles;

    private final byte[] some = new byte[BUFFER];

    /**
     * Reads how the pixels are stored.
     *
     * @param wanted the pixels that are asked for: if they are gray, RGB of equal channels is read as gray
     * @throws DamagedFileException if the pixels are stored in a way that is not read
     */
    TiffPixels(TiffTags tags, PixelFormat wanted) throws IOException {
        super(tags.number(Tag.WIDTH), tags.number(Tag.HEIGHT), wanted);
        this.tags = tags;
        this.compression = tags.number(Tag.COMPRESSION, 0, 1);
        long samples = tags.number(Tag.SAMPLES, 0, 1);
        long bits = tags.number(Tag.BITS, 0, 1);
        long photometric = tags.number(Tag.PHOTOMETRIC, 0, -1);
        long predictor = tags.number(Tag.PREDICTOR, 0, Tag.NO_DIFFERENCES);
        boolean isGray = samples == 1 && (photometric == Tag.WHITE_IS_ZERO || photometric == Tag.BLACK_IS_ZERO);
        boolean isRgb = samples == 3 && photometric == Tag.RGB && tags.number(Tag.PLANAR, 0, 1) == 1;
        this.isNarrowed = isRgb && wanted.channels() == 1;
        if (!isGray && !isRgb || bits != wanted.bits() || bits > Short.SIZE || isGray && wanted.channels() > 1
                || predictor != Tag.NO_DIFFERENCES && predictor != Tag.DIFFERENCES) {
            throw new DamagedFileException("was saved again by another program: " + samples + " samples a pixel of "
                    + bits + " bits, photometric " + photometric + ", predictor " + predictor
                    + ", which is not read");
        }
        this.sampleBytes = (int) bits / Byte.SIZE;
        this.pixelBytes = (int) samples * sampleBytes;
        this.isInverted = photometric == Tag.WHITE_IS_ZERO;
        this.isDifferences = predictor == Tag.DIFFERENCES;
        this.isTiled = tags.has(Tag.TILE_OFFSETS);
        if (!tags.has(isTiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS)
                || !isTiled && !tags.has(Tag.STRIP_OFFSETS)) {
            throw new DamagedFileException("was saved again by another program: its pixels are neither in tiles nor"
                    + " in strips");
        }
        this.tileWidth = isTiled ? tags.number(Tag.TILE_WIDTH) : width();
        this.tileHeight = isTiled ? tags.number(Tag.TILE_HEIGHT) : tags.number(Tag.ROWS_PER_STRIP, 0, height());
        if (tileWidth < 1 || tileHeight < 1) {
            throw new DamagedFileException("has tiles of " + tileWidth + " x " + tileHeight + " pixels");
        }
        long count = (width() - 1) / tileWidth + 1;
        if (count > TiffCodec.MAX_COLUMNS) {
            throw new DamagedFileException("was saved again by another program: " + count
                    + " tiles are side by side, and " + TiffCodec.MAX_COLUMNS + " are the most that are read");
        }
        this.tiles = new Segment[(int) count];
    }

    @Override
    protected void fill(byte[] to, int offset, int length) throws IOException {
        try {
            for (int done = 0; done < length; ) {
                long column = column() + done;
                int index = (int) (column / tileWidth);
                long end = Math.min(width(), (index + 1) * tileWidth);
                int pixels = (int) Math.min(Math.min(length - done, end - column), some.length / pixelBytes);
                if (column % tileWidth == 0 && row() % tileHeight == 0) {
                    open(index);
                }
                int place = offset + done * (isNarrowed ? sampleBytes : pixelBytes);
                tiles[index].read(column, to, place, pixels);
                done += pixels;
                if (column + pixels == width()) {
                    tiles[index].skip(((index + 1) * tileWidth - width()) * pixelBytes);
                }
            }
        } catch (EOFException e) {
            throw tooFew();
        } catch (ZipException e) {
            throw new DamagedFileException("is damaged: the pixels' data is broken in row " + row());
        }
    }

    private void open(int index) throws IOException {
        long place = row() / tileHeight * tiles.length + index;
        long start = tags.number(isTiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, place, -1);
        long length = tags.number(isTiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS, place, -1);
        if (start < 0 || length < 0) {
            throw tooFew();
        }
        close(index);
        tiles[index] = new Segment(start, length);
    }

    private void close(int index) throws IOException {
        if (tiles[index] != null) {
            tiles[index].in.close();
        }
    }

    /** A tile while it is read. */
    private final class Segment {
        final InputStream in;

        /** The pixel before, with the higher byte of a sample first. */
        private final byte[] left = new byte[pixelBytes];

        Segment(long start, long length) throws IOException {
            this.in = TiffDecoders.of(compression, new BufferedInputStream(new Part(start, length), BUFFER));
        }

        void read(long column, byte[] to, int offset, int pixels) throws IOException {
            int length = pixels * pixelBytes;
            if (in.readNBytes(some, 0, length) < length) {
                throw tooFew();
            }
            if (sampleBytes == Short.BYTES && !tags.isBigEndian()) {
                swap(length);
            }
            if (isDifferences) {
                add(column % tileWidth == 0, length);
            }
            for (int k = 0; isInverted && k < length; k++) {
                some[k] = (byte) ~some[k];
            }
            if (isNarrowed) {
                narrow(column, to, offset, pixels);
            } else {
                System.arraycopy(some, 0, to, offset, length);
            }
        }

        private void swap(int length) {
            for (int k = 0; k < length; k += Short.BYTES) {
                byte lower = some[k];
                some[k] = some[k + 1];
                some[k + 1] = lower;
            }
        }

        /** Makes samples of differences. */
        private void add(boolean isFirst, int length) {
            for (int k = 0; k < length; k += sampleBytes) {
                boolean isLeft = k < pixelBytes;
                byte[] from = isLeft ? left : some;
                int before = isLeft ? k : k - pixelBytes;
                if (!isLeft || !isFirst) {
                    int sum = (some[k + sampleBytes - 1] & 0xFF) + (from[before + sampleBytes - 1] & 0xFF);
                    some[k + sampleBytes - 1] = (byte) sum;
                    if (sampleBytes == Short.BYTES) {
                        some[k] = (byte) (some[k] + from[before] + (sum >> Byte.SIZE));
                    }
                }
            }
            System.arraycopy(some, length - pixelBytes, left, 0, pixelBytes);
        }

        /** Takes one of three equal channels. */
        private void narrow(long column, byte[] to, int offset, int pixels) throws DamagedFileException {
            for (int k = 0; k < pixels; k++) {
                int start = k * pixelBytes;
                for (int at = start + sampleBytes; at < start + pixelBytes; at++) {
                    if (some[at] != some[at - sampleBytes]) {
                        throw new DamagedFileException("was saved again by another program: column " + (column + k)
                                + ", row " + row() + " is not gray");
                    }
                }
                System.arraycopy(some, start, to, offset + k * sampleBytes, sampleBytes);
            }
        }

        /** Passes over what a tile has beyond the picture; the file may end there. */
        void skip(long bytes) throws IOException {
            for (long rest = bytes; rest > 0; ) {
                int read = in.read(some, 0, (int) Math.min(rest, some.length));
                rest = read < 0 ? 0 : rest - read;
            }
        }
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
            int read = left == 0 ? -1 : tags.read(at, to, offset, (int) Math.min(length, left));
            at += Math.max(0, read);
            left -= Math.max(0, read);
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        for (int index = 0; index < tiles.length; index++) {
            close(index);
        }
        tags.close();
    }
}
