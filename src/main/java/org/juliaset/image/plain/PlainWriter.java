package org.juliaset.image.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.juliaset.image.Picture;

/**
 * BMP (BITMAPINFOHEADER, uncompressed) and PCX (ZSoft's technical reference, without its compression): a header and
 * rows. Gray has as many bits a pixel as the picture's grays need; RGB has 24.
 */
public final class PlainWriter {
    private static final int DOTS_PER_INCH = 72;

    private static final int BMP_HEADER = 54;
    private static final int RGB_BITS = 24;

    private final byte[] pixels;
    private final int width;
    private final int height;
    private final OutputStream out;
    private final LongConsumer done;

    private PlainWriter(Picture picture, byte[] pixels, OutputStream out, LongConsumer done) {
        this.pixels = pixels;
        this.width = (int) picture.width();
        this.height = (int) picture.height();
        this.out = out;
        this.done = done;
    }

    /** Writes a BMP; see {@link org.juliaset.image.WholeImageWriter.Encoding}. */
    public static void bmp(Picture picture, byte[] pixels, OutputStream out, LongConsumer done) throws IOException {
        PlainWriter writer = new PlainWriter(picture, pixels, out, done);
        if (picture.pixels().channels() == 1) {
            writer.grayBmp();
        } else {
            writer.rgbBmp();
        }
    }

    /** Writes a PCX of gray. */
    public static void pcx(Picture picture, byte[] pixels, OutputStream out, LongConsumer done) throws IOException {
        new PlainWriter(picture, pixels, out, done).pcx();
    }

    private void grayBmp() throws IOException {
        ColorTable grays = ColorTable.ofGrays(pixels);
        int bits = grays.size() <= 2 ? 1 : grays.size() <= 16 ? 4 : 8;
        int rowBytes = writeBmpHeader(bits, grays.size());
        out.write(grays.entries(grays.size(), 4));
        byte[] bytes = new byte[rowBytes];
        for (int row = height - 1; row >= 0; row--) {
            pack(row, grays, bits, bytes);
            out.write(bytes);
            done.accept((long) (height - row) * width);
        }
    }

    private void rgbBmp() throws IOException {
        byte[] bytes = new byte[writeBmpHeader(RGB_BITS, 0)];
        for (int row = height - 1; row >= 0; row--) {
            for (int k = 0; k < 3 * width; k++) {
                // blue, green, red
                bytes[k] = pixels[3 * row * width + k - k % 3 + 2 - k % 3];
            }
            out.write(bytes);
            done.accept((long) (height - row) * width);
        }
    }

    /** Writes what precedes the colours; returns the bytes of a row. */
    private int writeBmpHeader(int bits, int colors) throws IOException {
        int rowBytes = (int) (((long) width * bits + 31) / 32 * 4);
        int start = BMP_HEADER + 4 * colors;
        ByteBuffer header = ByteBuffer.allocate(BMP_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'B').put((byte) 'M').putInt(start + rowBytes * height).putInt(0).putInt(start);
        header.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        header.putInt(0).putInt(rowBytes * height).putInt(0).putInt(0).putInt(colors).putInt(0);
        out.write(header.array());
        return rowBytes;
    }

    /** Puts a row's indices into bytes, from the highest bits on; what remains is 0. */
    private void pack(int row, ColorTable grays, int bits, byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
        int perByte = Byte.SIZE / bits;
        for (int column = 0; column < width; column++) {
            int shift = Byte.SIZE - bits * (column % perByte + 1);
            bytes[column / perByte] |= (byte) (grays.index(ColorTable.gray(pixels[row * width + column])) << shift);
        }
    }

    private void pcx() throws IOException {
        ColorTable grays = ColorTable.ofGrays(pixels);
        int size = grays.size();
        boolean blackAndWhite = size <= 2 && isBlackOrWhite(grays.color(0)) && isBlackOrWhite(grays.color(size - 1));
        int bits = size > 16 ? 8 : size > 2 && size <= 4 ? 2 : 1;
        int planes = size > 16 ? 1 : size > 8 ? 4 : size > 4 ? 3 : size > 2 || blackAndWhite ? 1 : 2;
        int rowBytes = (int) (((long) width * bits + 15) / 16 * 2);
        ByteBuffer header = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 10).put((byte) (blackAndWhite ? 3 : 5)).put((byte) 0).put((byte) bits).putInt(0);
        header.putShort((short) (width - 1)).putShort((short) (height - 1));
        header.putShort((short) DOTS_PER_INCH).putShort((short) DOTS_PER_INCH).put(grays.entries(16, 3));
        header.put((byte) 0).put((byte) planes).putShort((short) rowBytes).putShort((short) 1);
        out.write(header.array());
        byte[] bytes = new byte[rowBytes];
        for (int row = 0; row < height; row++) {
            for (int plane = 0; plane < planes; plane++) {
                if (bits > 1) {
                    pack(row, grays, bits, bytes);
                } else {
                    packPlane(row, grays, blackAndWhite, plane, bytes);
                }
                out.write(bytes);
            }
            done.accept((row + 1L) * width);
        }
        if (bits == 8) {
            out.write(12);
            out.write(grays.entries(256, 3));
        }
    }

    private static boolean isBlackOrWhite(int color) {
        return color == 0 || color == 0xFFFFFF;
    }

    /** One bit of each index of a row; of black and white, whether it is white. */
    private void packPlane(int row, ColorTable grays, boolean blackAndWhite, int plane, byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
        for (int column = 0; column < width; column++) {
            byte pixel = pixels[row * width + column];
            int bit = blackAndWhite ? pixel & 1 : grays.index(ColorTable.gray(pixel)) >> plane & 1;
            bytes[column / Byte.SIZE] |= (byte) (bit << Byte.SIZE - 1 - column % Byte.SIZE);
        }
    }
}
