package org.juliaset.color;

import org.juliaset.model.Counts;

/** Escape counts to gray pixels of 8 bits: the normalised value times 255, truncated. */
public final class GrayShader implements Shader {
    private final ToneMap tones;

    /** Pixel by count; null where the iteration limit would make it too large. */
    private final byte[] table;

    public GrayShader(ToneMap tones) {
        this.tones = tones;
        this.table = tones.allowsTable() ? new byte[tones.itermax() + 1] : null;
        for (int count = 0; table != null && count < table.length; count++) {
            table[count] = compute(count);
        }
    }

    @Override
    public PixelFormat format() {
        return PixelFormat.GRAY_8;
    }

    @Override
    public void row(Counts counts, int row, byte[] pixels, int offset) {
        int start = row * counts.width();
        for (int column = 0; column < counts.width(); column++) {
            int count = counts.get(start + column);
            pixels[offset + column] = table != null ? table[count] : compute(count);
        }
    }

    private byte compute(int count) {
        return (byte) (int) (tones.of(count) * 255.0);
    }
}
