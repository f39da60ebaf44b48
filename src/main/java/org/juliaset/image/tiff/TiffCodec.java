package org.juliaset.image.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;

/**
 * Deflates the tiles of a band, each by itself as a zlib stream (TIFF 6.0, section 15, and Adobe's note on deflate).
 * A part is the number of its tiles, the length of each, both uint32, and then the tiles.
 *
 * <p>Tiles at the right and bottom edges are as large as the others: what they have beyond the picture is 0, or with
 * differences the last pixel of each row.
 */
final class TiffCodec implements PartCodec {
    /** Sides of a tile are multiples of this (section 15). */
    private static final int MULTIPLE = 16;

    /** Pixels of a tile, and those of one in a picture of {@link #LARGE} pixels or more, to have fewer of them. */
    private static final int TILE_PIXELS = 1 << 16;

    private static final int LARGE_TILE_PIXELS = 1 << 18;
    private static final long LARGE = 1L << 34;

    /** Tiles are square where not more than so many are side by side: a reader of rows has a stream open for each. */
    static final int MAX_COLUMNS = 1 << 11;

    /**
     * Bits of the samples that are stored as differences. Smooth pictures of 16 bits take 10 to 50 % less so; those of
     * 8 bits, and counts, are runs and repeated patterns, of which differences make 15 % more to 20 % less.
     */
    private static final int DIFFERENT_BITS = 16;

    private final Picture picture;
    private final Tile unit;
    private final int pixelBytes;
    private final int sampleBytes;
    private final int predictor;

    TiffCodec(Picture picture) {
        PixelFormat pixels = picture.pixels();
        this.picture = picture;
        this.unit = unit(picture.width(), picture.height());
        this.pixelBytes = pixels.bytes();
        this.sampleBytes = pixels.bytes() / pixels.channels();
        this.predictor = pixels.bits() == DIFFERENT_BITS ? Tag.DIFFERENCES : Tag.NO_DIFFERENCES;
    }

    /** The size of the tiles in a picture. */
    static Tile unit(long width, long height) {
        int pixels = (double) width * height < LARGE ? TILE_PIXELS : LARGE_TILE_PIXELS;
        int columns = (int) Math.sqrt(pixels);
        while ((width + columns - 1) / columns > MAX_COLUMNS) {
            columns *= 2;
        }
        int rows = Math.max(MULTIPLE, pixels / columns);
        return new Tile(0, atMost(height, rows), 0, atMost(width, columns));
    }

    /** A side of a tile that is no longer than a picture needs. */
    private static int atMost(long pictureSide, int side) {
        return (int) Math.min(side, (pictureSide + MULTIPLE - 1) / MULTIPLE * MULTIPLE);
    }

    /** The file's predictor. */
    int predictor() {
        return predictor;
    }

    /** Bytes of a tile before it is deflated. */
    int tileBytes() {
        return unit.rows() * unit.columns() * pixelBytes;
    }

    @Override
    public Tile unit() {
        return unit;
    }

    @Override
    public Part encode(Tile band, ByteBuffer pixels, ByteBuffer history) {
        int length = pixels.remaining();
        int rowBytes = band.width(picture.width()) * pixelBytes;
        int tileRowBytes = unit.columns() * pixelBytes;
        int count = (rowBytes + tileRowBytes - 1) / tileRowBytes;
        byte[] tile = new byte[tileBytes()];
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(length / 4);
        ByteBuffer lengths = ByteBuffer.allocate((1 + count) * Integer.BYTES).putInt(count);
        Deflater deflater = new Deflater(picture.fast() ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION);
        try {
            for (int start = 0; start < rowBytes; start += tileRowBytes) {
                int some = Math.min(tileRowBytes, rowBytes - start);
                if (some < tileRowBytes) {
                    Arrays.fill(tile, (byte) 0);
                }
                for (int row = 0; row < band.rows(); row++) {
                    pixels.get(pixels.position() + row * rowBytes + start, tile, row * tileRowBytes, some);
                    if (predictor == Tag.DIFFERENCES) {
                        subtract(tile, row * tileRowBytes, some);
                    }
                }
                int before = deflated.size();
                deflate(deflater, tile, deflated);
                lengths.putInt(deflated.size() - before);
            }
        } finally {
            deflater.end();
        }
        ByteBuffer part = ByteBuffer.allocate(lengths.capacity() + deflated.size());
        return new Part(part.put(lengths.flip()).put(deflated.toByteArray()).flip(), length, 0);
    }

    /** Takes from each sample of a row that of the pixel before, from the right, modulo 2 to the power of its bits. */
    private void subtract(byte[] row, int start, int length) {
        for (int at = start + length - sampleBytes; at >= start + pixelBytes; at -= sampleBytes) {
            int borrow = 0;
            for (int k = sampleBytes - 1; k >= 0; k--) {
                int difference = (row[at + k] & 0xFF) - (row[at + k - pixelBytes] & 0xFF) - borrow;
                row[at + k] = (byte) difference;
                borrow = difference < 0 ? 1 : 0;
            }
        }
    }

    private static void deflate(Deflater deflater, byte[] tile, ByteArrayOutputStream to) {
        byte[] some = new byte[1 << 14];
        deflater.reset();
        deflater.setInput(tile);
        deflater.finish();
        while (!deflater.finished()) {
            to.write(some, 0, deflater.deflate(some));
        }
    }
}
