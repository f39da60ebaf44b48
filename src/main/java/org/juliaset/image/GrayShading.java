package org.juliaset.image;

import org.juliaset.core.Counts;
import org.juliaset.core.Normalisation;

/** Escape counts to gray samples: the normalised value times 255, truncated. */
public final class GrayShading {
    /** The largest iteration limit that a table is made for, that of 16-bit counts. */
    private static final int MAX_TABLE = 0xFFFF;

    private final Normalisation normalisation;

    /** Sample by count; null where the iteration limit would make it too large. */
    private final byte[] table;

    public GrayShading(Normalisation normalisation) {
        this.normalisation = normalisation;
        this.table = normalisation.itermax() <= MAX_TABLE ? new byte[normalisation.itermax() + 1] : null;
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
        return (byte) (int) (normalisation.of(count) * 255.0);
    }
}
