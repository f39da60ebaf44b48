package org.juliaset.animate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.juliaset.concurrent.SpareArrays;

/**
 * YUV4MPEG2, which other encoders read: 8 bits in the limited range, BT.709 from the codes of sRGB, 4:2:0 with chroma
 * to the left as in MPEG-2. All of it in integers, so the same everywhere.
 */
final class Y4m implements FilmWriter {
    private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);

    /** Bits of fraction of the coefficients. */
    private static final int BITS = 16;

    private static final int HALF = 1 << BITS - 1;

    /** Coefficients of BT.709 (ITU-R BT.709-6, 3.2 and 3.4) from 0..255 to 219 and 224 steps, times 2^16. */
    private static final int[] LUMA = coefficients(0.2126, 0.7152, 0.0722, 219);

    private static final int[] BLUE = coefficients(-0.2126 / 1.8556, -0.7152 / 1.8556, 0.9278 / 1.8556, 224);
    private static final int[] RED = coefficients(0.7874 / 1.5748, -0.7152 / 1.5748, -0.0722 / 1.5748, 224);

    private final int width;
    private final int height;
    private final int channels;
    private final OutputStream out;

    Y4m(Film film, OutputStream out) throws IOException {
        this.width = film.width();
        this.height = film.height();
        this.channels = film.pixels().channels();
        this.out = out;
        Rate rate = film.rate();
        String head = "YUV4MPEG2 W" + width + " H" + height + " F" + rate.frames() + ":" + rate.seconds()
                + " Ip A1:1 C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static int[] coefficients(double red, double green, double blue, int steps) {
        double scale = steps / 255.0 * (1 << BITS);
        return new int[] {
            (int) StrictMath.rint(red * scale), (int) StrictMath.rint(green * scale),
            (int) StrictMath.rint(blue * scale)
        };
    }

    @Override
    public byte[] encode(int frame, byte[] given, SpareArrays spare) {
        int chromaWidth = (width + 1) / 2;
        int chroma = chromaWidth * ((height + 1) / 2);
        byte[] planes = spare.take(width * height + 2 * chroma);
        int green = channels == 1 ? 0 : 1;
        int blue = channels == 1 ? 0 : 2;
        for (int pixel = 0, at = 0; pixel < width * height; pixel++, at += channels) {
            int sum = LUMA[0] * (given[at] & 0xFF) + LUMA[1] * (given[at + green] & 0xFF)
                    + LUMA[2] * (given[at + blue] & 0xFF);
            planes[pixel] = (byte) (16 + (sum + HALF >> BITS));
        }
        Arrays.fill(planes, width * height, planes.length, (byte) 128);
        int[] sums = new int[3 * (width + 2)];
        for (int row = 0, to = width * height; channels > 1 && row < height; row += 2, to += chromaWidth) {
            addRows(given, row, Math.min(height - 1, row + 1), sums);
            chroma(sums, planes, to, to + chroma);
        }
        return planes;
    }

    /** Adds two rows; the first and the last pixel come again beside them. */
    private void addRows(byte[] pixels, int row, int below, int[] sums) {
        int length = 3 * width;
        for (int k = 0, upper = row * length, lower = below * length; k < length; k++) {
            sums[3 + k] = (pixels[upper + k] & 0xFF) + (pixels[lower + k] & 0xFF);
        }
        System.arraycopy(sums, 3, sums, 0, 3);
        System.arraycopy(sums, length, sums, 3 + length, 3);
    }

    /** Writes the chroma of two rows. Samples lie at even columns: their neighbours count once, these twice. */
    private void chroma(int[] sums, byte[] planes, int blue, int red) {
        for (int column = 0, k = 0; column < width; column += 2, k++) {
            int left = 3 * column;
            int r = sums[left] + 2 * sums[left + 3] + sums[left + 6];
            int g = sums[left + 1] + 2 * sums[left + 4] + sums[left + 7];
            int b = sums[left + 2] + 2 * sums[left + 5] + sums[left + 8];
            planes[blue + k] = chroma(BLUE, r, g, b);
            planes[red + k] = chroma(RED, r, g, b);
        }
    }

    /** The chroma of eight times a colour; the sum is below 2^27. */
    private static byte chroma(int[] coefficients, int r, int g, int b) {
        int sum = coefficients[0] * r + coefficients[1] * g + coefficients[2] * b;
        return (byte) (128 + (sum + 8 * HALF >> BITS + 3));
    }

    @Override
    public void write(byte[] encoded) throws IOException {
        out.write(FRAME);
        out.write(encoded);
    }
}
