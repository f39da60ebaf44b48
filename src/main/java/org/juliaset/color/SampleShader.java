package org.juliaset.color;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.juliaset.model.Counts;

/**
 * Gray or coloured pixels of 8 or 16 bits. A pixel of several samples has the mean of their linear light, rounded to
 * the nearest number, ties upwards: a box filter.
 */
final class SampleShader implements Shader {
    private static final int CHUNK = 1 << 10;
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final PixelFormat format;
    private final int perSide;
    private final SampleColors colors;
    private final SrgbTable codes;
    private final int channels;
    private final boolean isWide;
    private final int[] linear;

    /** Codes of the colours that samples have, one for each channel. */
    private final char[] sampleCodes;

    /** The same for RGB of 8 bits and one sample a pixel, the codes of a colour in its bytes, red lowest; or null. */
    private final int[] packed;

    SampleShader(PixelFormat format, int perSide, SampleColors colors) {
        this.format = format;
        this.perSide = perSide;
        this.colors = colors;
        this.codes = SrgbTable.of(format.bits());
        this.channels = format.channels();
        this.isWide = format.bits() == Short.SIZE;
        this.linear = colors.linear();
        boolean isPacked = perSide == 1 && channels == PixelFormat.RGB && !isWide;
        this.packed = isPacked ? new int[linear.length / PixelFormat.RGB] : null;
        for (int k = 0, from = 0; isPacked && k < packed.length; k++, from += PixelFormat.RGB) {
            packed[k] = codes.encode(linear[from])
                    | codes.encode(linear[from + 1]) << Byte.SIZE
                    | codes.encode(linear[from + 2]) << 2 * Byte.SIZE;
        }
        this.sampleCodes = new char[perSide == 1 && !isPacked ? linear.length : 0];
        for (int k = 0; k < sampleCodes.length; k++) {
            sampleCodes[k] = (char) codes.encode(linear[k]);
        }
    }

    @Override
    public PixelFormat format() {
        return format;
    }

    @Override
    public int perSide() {
        return perSide;
    }

    @Override
    public void row(Counts counts, int row, byte[] pixels, int offset) {
        if (packed != null) {
            shadePacked(counts, row, pixels, offset);
        } else if (perSide == 1) {
            shade(counts, row, pixels, offset);
        } else {
            average(counts, row, pixels, offset);
        }
    }

    /** Writes four bytes a pixel: the fourth is the next pixel's, and what follows the row is not written to. */
    private void shadePacked(Counts counts, int row, byte[] pixels, int offset) {
        int[] indices = new int[Math.min(CHUNK, counts.width())];
        int end = offset + counts.width() * PixelFormat.RGB;
        for (int done = 0, to = offset; done < counts.width(); done += indices.length) {
            int number = Math.min(indices.length, counts.width() - done);
            colors.indices(counts, row * counts.width() + done, number, indices);
            int whole = Math.min(number, (end - to - 1) / PixelFormat.RGB);
            for (int k = 0; k < whole; k++, to += PixelFormat.RGB) {
                FOUR_BYTES.set(pixels, to, packed[indices[k]]);
            }
            for (int k = whole; k < number; k++) {
                for (int channel = 0; channel < PixelFormat.RGB; channel++) {
                    to = put(packed[indices[k]] >> Byte.SIZE * channel, pixels, to);
                }
            }
        }
    }

    private void shade(Counts counts, int row, byte[] pixels, int offset) {
        int[] indices = new int[Math.min(CHUNK, counts.width())];
        for (int done = 0, to = offset; done < counts.width(); done += indices.length) {
            int number = Math.min(indices.length, counts.width() - done);
            colors.indices(counts, row * counts.width() + done, number, indices);
            for (int k = 0; k < number; k++) {
                int color = indices[k] * channels;
                for (int channel = 0; channel < channels; channel++) {
                    to = put(sampleCodes[color + channel], pixels, to);
                }
            }
        }
    }

    private int put(int code, byte[] pixels, int to) {
        if (isWide) {
            pixels[to] = (byte) (code >> Byte.SIZE);
            pixels[to + 1] = (byte) code;
            return to + 2;
        }
        pixels[to] = (byte) code;
        return to + 1;
    }

    private void average(Counts counts, int row, byte[] pixels, int offset) {
        int width = counts.width() / perSide;
        int chunk = Math.max(1, CHUNK / perSide);
        int[] indices = new int[chunk * perSide];
        int[] sums = new int[chunk * channels];
        int samples = perSide * perSide;
        for (int done = 0, to = offset; done < width; done += chunk) {
            int number = Math.min(chunk, width - done);
            Arrays.fill(sums, 0);
            for (int k = 0; k < perSide; k++) {
                int start = (row * perSide + k) * counts.width() + done * perSide;
                colors.indices(counts, start, number * perSide, indices);
                add(indices, number, sums);
            }
            for (int k = 0; k < number * channels; k++) {
                to = put(codes.encode((sums[k] + samples / 2) / samples), pixels, to);
            }
        }
    }

    /** Adds the light of a row of samples to that of some pixels; at most 256 times 2²² fit. */
    private void add(int[] indices, int pixels, int[] sums) {
        for (int pixel = 0, sample = 0; pixel < pixels; pixel++) {
            for (int k = 0; k < perSide; k++, sample++) {
                int color = indices[sample] * channels;
                for (int channel = 0; channel < channels; channel++) {
                    sums[pixel * channels + channel] += linear[color + channel];
                }
            }
        }
    }
}
