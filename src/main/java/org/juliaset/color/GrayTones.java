package org.juliaset.color;

import org.juliaset.model.Counts;

/** Samples in gray: the normalised value times the largest code, truncated. */
final class GrayTones implements SampleColors {
    private final ToneMap tones;
    private final SrgbTable codes;
    private final int largest;

    /** @param bits of a code, 8 or 16 */
    GrayTones(ToneMap tones, int bits) {
        this.tones = tones;
        this.codes = SrgbTable.of(bits);
        this.largest = (1 << bits) - 1;
    }

    @Override
    public void indices(Counts counts, int start, int number, int[] indices) {
        long units = 1L << counts.fractionBits();
        long first = tones.itermin() * units;
        long span = tones.itermax() * units - first;
        for (int k = 0; k < number; k++) {
            long above = Math.max(0, Integer.toUnsignedLong(counts.get(start + k)) - first);
            indices[k] = (int) ((double) above / span * largest);
        }
    }

    @Override
    public int[] linear() {
        int[] linear = new int[largest + 1];
        for (int code = 0; code <= largest; code++) {
            linear[code] = codes.decode(code);
        }
        return linear;
    }
}
