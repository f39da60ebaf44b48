package org.juliaset.image.tiff;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;

/**
 * A TIFF of deflated tiles (TIFF 6.0), or a BigTIFF where the offsets could need more than 32 bits, with what the
 * picture says of itself in the tags that TIFF has for it (section 8). After the room for the header come the tiles,
 * row by row, then a table of their places and lengths and the directory of tags. The header, which says where that
 * is, is known last.
 *
 * <p>Samples of 16 bits are big-endian, and so is the whole file; counts, of 32 bits, are little-endian.
 */
public final class TiffWriter implements ImageWriter {
    /** Bytes of the header; that of a TIFF of 32-bit offsets has 8, and the rest is not used. */
    public static final int HEAD = 16;

    /** What deflate and the table add to a tile of noise: 5 bytes for each 16 KiB and 23 more. */
    private static final double NOISE = 1 + 1.0 / 1024;

    private static final int TILE_OVERHEAD = 64;
    private static final long DIRECTORY = ImageMetadata.MAX_LENGTH + 4096;
    private static final double MAX_SMALL = 0xFFFFFFFFL;

    private static final int NO_UNIT = 1;
    private static final int INCH = 2;

    private final Picture picture;
    private final OutputStream out;
    private final TiffCodec codec;
    private final boolean isBig;
    private final ByteOrder order;

    /** Bytes of each tile so far, and how many of them were saved. */
    private int[] lengths = new int[64];

    private int tiles;
    private int saved;
    private long directory;

    /** @param out takes what follows the first {@link #HEAD} bytes of the file */
    public TiffWriter(Picture picture, OutputStream out) {
        this(picture, out, canBeLarge(picture));
    }

    /** @param isBig whether offsets have 64 bits */
    TiffWriter(Picture picture, OutputStream out, boolean isBig) {
        this.picture = picture;
        this.out = out;
        this.codec = new TiffCodec(picture);
        this.isBig = isBig;
        this.order = picture.pixels().bits() == Integer.SIZE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Whether a picture's file could need offsets of more than 32 bits if nothing of it could be compressed. */
    private static boolean canBeLarge(Picture picture) {
        TiffCodec codec = new TiffCodec(picture);
        double tiles = Math.ceil((double) picture.width() / codec.unit().columns())
                * Math.ceil((double) picture.height() / codec.unit().rows());
        return tiles * (codec.tileBytes() * NOISE + TILE_OVERHEAD) + DIRECTORY > MAX_SMALL;
    }

    /** The size of the tiles that a picture is made of. */
    public static Tile unit(long width, long height) {
        return TiffCodec.unit(width, height);
    }

    @Override
    public PartCodec codec() {
        return codec;
    }

    @Override
    public void begin() {}

    @Override
    public void write(PartCodec.Part part) throws IOException {
        ByteBuffer bytes = part.bytes().duplicate();
        for (int left = bytes.getInt(); left > 0; left--) {
            add(bytes.getInt());
        }
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private void add(int length) {
        if (tiles == lengths.length) {
            lengths = Arrays.copyOf(lengths, tiles + tiles / 2);
        }
        lengths[tiles++] = length;
    }

    /** Saves the lengths of the tiles since the last time. */
    @Override
    public void save(DataOutput to) throws IOException {
        to.writeInt(tiles - saved);
        for (; saved < tiles; saved++) {
            to.writeInt(lengths[saved]);
        }
    }

    @Override
    public void restore(DataInput from) throws IOException {
        for (int left = from.readInt(); left > 0; left--) {
            add(from.readInt());
        }
        saved = tiles;
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        long end = HEAD + Arrays.stream(lengths, 0, tiles).asLongStream().sum();
        Directory tags = new Directory(out, end, isBig, order);
        tags.put(Tag.WIDTH, Tag.LONG, picture.width());
        tags.put(Tag.HEIGHT, Tag.LONG, picture.height());
        PixelFormat pixels = picture.pixels();
        long[] bits = new long[pixels.channels()];
        Arrays.fill(bits, pixels.bits());
        tags.put(Tag.BITS, Tag.SHORT, bits);
        tags.put(Tag.COMPRESSION, Tag.SHORT, Tag.DEFLATE);
        tags.put(Tag.PHOTOMETRIC, Tag.SHORT, pixels.channels() == 1 ? Tag.BLACK_IS_ZERO : Tag.RGB);
        ImageMetadata metadata = ImageMetadata.of(picture);
        tags.put(Tag.DESCRIPTION, metadata.text());
        tags.put(Tag.SAMPLES, Tag.SHORT, pixels.channels());
        int dpi = Math.max(1, picture.dpi());
        tags.put(Tag.X_RESOLUTION, Tag.RATIONAL, dpi, 1);
        tags.put(Tag.Y_RESOLUTION, Tag.RATIONAL, dpi, 1);
        tags.put(Tag.PLANAR, Tag.SHORT, 1);
        tags.put(Tag.RESOLUTION_UNIT, Tag.SHORT, picture.dpi() > 0 ? INCH : NO_UNIT);
        tags.put(Tag.SOFTWARE, metadata.software());
        tags.put(Tag.PREDICTOR, Tag.SHORT, codec.predictor());
        tags.put(Tag.TILE_WIDTH, Tag.LONG, codec.unit().columns());
        tags.put(Tag.TILE_HEIGHT, Tag.LONG, codec.unit().rows());
        tags.put(Tag.TILE_OFFSETS, isBig ? Tag.LONG8 : Tag.LONG, tiles, offsets());
        tags.put(Tag.TILE_BYTE_COUNTS, Tag.LONG, tiles, Arrays.stream(lengths, 0, tiles).asLongStream().iterator());
        directory = tags.end();
    }

    /** Where each tile begins: one goes right after another. */
    private PrimitiveIterator.OfLong offsets() {
        return new PrimitiveIterator.OfLong() {
            private long offset = HEAD;
            private int tile;

            @Override
            public boolean hasNext() {
                return tile < tiles;
            }

            @Override
            public long nextLong() {
                long start = offset;
                offset += lengths[tile++];
                return start;
            }
        };
    }

    @Override
    public ByteBuffer head() {
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(order);
        String mark = order == ByteOrder.BIG_ENDIAN ? "MM" : "II";
        head.put(mark.getBytes(StandardCharsets.US_ASCII));
        if (isBig) {
            head.putShort(Tag.BIG_MAGIC).putShort((short) Long.BYTES).putShort((short) 0).putLong(directory);
        } else {
            head.putShort(Tag.MAGIC).putInt((int) directory);
        }
        return head.rewind();
    }
}
