package org.juliaset.image.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The formats that are a header and rows: PGM and PPM (netpbm's binary ones), BMP (BITMAPINFOHEADER, uncompressed), and
 * PCX (ZSoft's technical reference, without its compression). BMP and PCX have as many bits a pixel as the
 * picture's grays need.
 */
public final class PlainWriter {
    private static final int DOTS_PER_INCH = 72;

    private final byte[] gray;
    private final int width;
    private final int height;
    private final OutputStream out;
    private final LongConsumer done;

    /**
     * @param gray uint8, shape (height, width)
     * @param done is told after each row how many pixels are written
     */
    private PlainWriter(byte[] gray, int width, int height, OutputStream out, LongConsumer done) {
        this.gray = gray;
        this.width = width;
        this.height = height;
        this.out = out;
        this.done = done;
    }

    /** Writes a PGM; see {@link org.juliaset.image.WholeImageWriter.Encoding}. */
    public static void pgm(byte[] gray, int width, int height, OutputStream out, LongConsumer done)
            throws IOException {
        new PlainWriter(gray, width, height, out, done).pnm(1);
    }

    /** Writes a PPM. */
    public static void ppm(byte[] gray, int width, int height, OutputStream out, LongConsumer done)
            throws IOException {
        new PlainWriter(gray, width, height, out, done).pnm(3);
    }

    /** Writes a BMP. */
    public static void bmp(byte[] gray, int width, int height, OutputStream out, LongConsumer done)
            throws IOException {
        new PlainWriter(gray, width, height, out, done).bmp();
    }

    /** Writes a PCX. */
    public static void pcx(byte[] gray, int width, int height, OutputStream out, LongConsumer done)
            throws IOException {
        new PlainWriter(gray, width, height, out, done).pcx();
    }

    /** @param channels 1 for PGM, 3 equal ones for PPM */
    private void pnm(int channels) throws IOException {
        String magic = channels == 1 ? "P5" : "P6";
        out.write((magic + " " + width + " " + height + " 255\n").getBytes(StandardCharsets.US_ASCII));
        for (int row = 0; row < height; row++) {
            for (int pixel = row * width; pixel < (row + 1) * width; pixel++) {
                for (int channel = 0; channel < channels; channel++) {
                    out.write(gray[pixel]);
                }
            }
            done.accept((row + 1L) * width);
        }
    }

    private void bmp() throws IOException {
        GrayPalette palette = new GrayPalette(gray);
        int bits = palette.size() <= 2 ? 1 : palette.size() <= 16 ? 4 : 8;
        int rowBytes = (int) (((long) width * bits + 31) / 32 * 4);
        int start = 54 + 4 * palette.size();
        ByteBuffer header = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'B').put((byte) 'M').putInt(start + rowBytes * height).putInt(0).putInt(start);
        header.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        header.putInt(0).putInt(rowBytes * height).putInt(0).putInt(0).putInt(palette.size()).putInt(0);
        out.write(header.array());
        out.write(palette.entries(palette.size(), 3, 4));
        byte[] bytes = new byte[rowBytes];
        for (int row = height - 1; row >= 0; row--) {
            pack(row, palette, bits, bytes);
            out.write(bytes);
            done.accept((long) (height - row) * width);
        }
    }

    /** Puts a row's indices into bytes, from the highest bits on; what remains is 0. */
    private void pack(int row, GrayPalette palette, int bits, byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
        int perByte = Byte.SIZE / bits;
        for (int column = 0; column < width; column++) {
            int shift = Byte.SIZE - bits * (column % perByte + 1);
            bytes[column / perByte] |= (byte) (palette.index(gray[row * width + column]) << shift);
        }
    }

    private void pcx() throws IOException {
        GrayPalette palette = new GrayPalette(gray);
        int size = palette.size();
        boolean blackAndWhite = size <= 2 && isBlackOrWhite(palette.gray(0)) && isBlackOrWhite(palette.gray(size - 1));
        int bits = size > 16 ? 8 : size > 2 && size <= 4 ? 2 : 1;
        int planes = size > 16 ? 1 : size > 8 ? 4 : size > 4 ? 3 : size > 2 || blackAndWhite ? 1 : 2;
        int rowBytes = (int) (((long) width * bits + 15) / 16 * 2);
        ByteBuffer header = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 10).put((byte) (blackAndWhite ? 3 : 5)).put((byte) 0).put((byte) bits).putInt(0);
        header.putShort((short) (width - 1)).putShort((short) (height - 1));
        header.putShort((short) DOTS_PER_INCH).putShort((short) DOTS_PER_INCH).put(palette.entries(16, 3, 3));
        header.put((byte) 0).put((byte) planes).putShort((short) rowBytes).putShort((short) 1);
        out.write(header.array());
        byte[] bytes = new byte[rowBytes];
        for (int row = 0; row < height; row++) {
            for (int plane = 0; plane < planes; plane++) {
                if (bits > 1) {
                    pack(row, palette, bits, bytes);
                } else {
                    packPlane(row, palette, blackAndWhite, plane, bytes);
                }
                out.write(bytes);
            }
            done.accept((row + 1L) * width);
        }
        if (bits == 8) {
            out.write(12);
            out.write(palette.entries(256, 3, 3));
        }
    }

    private static boolean isBlackOrWhite(byte level) {
        return level == 0 || level == -1;
    }

    /** One bit of each index of a row; of black and white, whether it is white. */
    private void packPlane(int row, GrayPalette palette, boolean blackAndWhite, int plane, byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
        for (int column = 0; column < width; column++) {
            byte pixel = gray[row * width + column];
            int bit = blackAndWhite ? pixel & 1 : palette.index(pixel) >> plane & 1;
            bytes[column / Byte.SIZE] |= (byte) (bit << Byte.SIZE - 1 - column % Byte.SIZE);
        }
    }
}
