package org.juliaset.color;

import org.juliaset.color.ToneMap;
import org.juliaset.model.Counts;

/** Escape counts to gray samples: the normalised value times 255, truncated. */
public final class GrayShader {
    private final ToneMap tones;

    /** Sample by count; null where the iteration limit would make it too large. */
    private final byte[] table;

    public GrayShader(ToneMap tones) {
        this.tones = tones;
        this.table = tones.allowsTable() ? new byte[tones.itermax() + 1] : null;
        for (int count = 0; table != null && count < table.length; count++) {
            table[count] = compute(count);
        }
    }

    /**
     * Shades one row.
     *
     * @param samples uint8, written from {@code offset}, one for each count of the row
     */
    public void row(Counts counts, int row, byte[] samples, int offset) {
        int start = row * counts.width();
        for (int column = 0; column < counts.width(); column++) {
            int count = counts.get(start + column);
            samples[offset + column] = table != null ? table[count] : compute(count);
        }
    }

    private byte compute(int count) {
        return (byte) (int) (tones.of(count) * 255.0);
    }
}
