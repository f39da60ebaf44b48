package org.juliaset.color;

import java.util.Arrays;
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling;

/**
 * Samples in colours of a palette. A plain count is taken for a smooth one without a fraction.
 *
 * <p>A sample's place is a number of palettes with 32 bits of fraction. It is found in a table of places at counts that
 * are as dense as numbers with 11 significant bits, on a straight line between two of them, rounded down: all in
 * integers, and the table is made with {@link StrictMath}. A palette that is not cyclic is gone through forwards and
 * backwards in turn.
 */
final class PaletteColors implements SampleColors {
    private static final int CHANNELS = 3;

    /** Significant bits of the counts in the table, besides the leading one. */
    private static final int BITS = 10;

    private static final int PLACE_BITS = 32;
    private static final int ENTRY_SHIFT = PLACE_BITS - Integer.numberOfTrailingZeros(Palette.ENTRIES);

    /** The most entries that are kept by count, two megabytes of them. */
    private static final int MOST_ENTRIES = 1 << 20;

    /** A picture of fewer samples for each entry takes less time without them. */
    private static final int SAMPLES_FOR_ENTRY = 16;

    private final long first;
    private final long span;

    /** 1 where every second way through the palette is backwards, else 0. */
    private final int folds;

    private final long[] places;
    private final int[] linear;

    /** The entry of the palette by count; null where there would be too many, or too few samples to be worth it. */
    private final char[] entries;

    /** @param samples of the picture */
    PaletteColors(PaletteMap map, ToneMap tones, long samples) {
        this.first = (long) tones.itermin() * Sampling.UNITS;
        this.span = (long) tones.itermax() * Sampling.UNITS - first;
        this.folds = map.palette().isCyclic() ? 0 : 1;
        this.places = places(map, tones);
        this.linear = colors(map);
        this.entries = span <= MOST_ENTRIES && samples >= SAMPLES_FOR_ENTRY * span ? new char[(int) span] : null;
        for (int count = 0; entries != null && count < span; count++) {
            entries[count] = (char) entry(count);
        }
    }

    private long[] places(PaletteMap map, ToneMap tones) {
        double repetitions = map.repetitions(tones.itermax() - tones.itermin());
        long offset = (long) StrictMath.floor((map.offset() + 2) * (1L << PLACE_BITS));
        double[] scale = scale(map.scale(), tones);
        long[] table = new long[scale.length];
        for (int index = 0; index < table.length; index++) {
            table[index] = offset + (long) (scale[index] * repetitions * (1L << PLACE_BITS));
        }
        return table;
    }

    /** The places on a scale of all counts that the table has. */
    static double[] scale(Scale scale, ToneMap tones) {
        long first = (long) tones.itermin() * Sampling.UNITS;
        long span = (long) tones.itermax() * Sampling.UNITS - first;
        double[] places = new double[index(span) + 2];
        for (int index = 0; index < places.length; index++) {
            places[index] = scale.at(countAt(index), first, span);
        }
        return places;
    }

    /** Low bits of a count that the table does not have. */
    private static int lowBits(long count) {
        return Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(count | 1L << BITS);
    }

    /** The table's entry for the largest of its counts that is not above a count. */
    private static int index(long count) {
        int low = lowBits(count);
        return (low << BITS) + (int) (count >> low);
    }

    private static long countAt(int index) {
        int low = Math.max(0, (index >> BITS) - 1);
        return (long) (index - (low << BITS)) << low;
    }

    /** The palette, and the interior behind it. */
    private static int[] colors(PaletteMap map) {
        int[] palette = map.palette().linear();
        int[] colors = Arrays.copyOf(palette, palette.length + CHANNELS);
        for (int entry = 0; map.reverse() && entry < Palette.ENTRIES; entry++) {
            System.arraycopy(palette, CHANNELS * (Palette.ENTRIES - 1 - entry), colors, CHANNELS * entry, CHANNELS);
        }
        SrgbTable codes = SrgbTable.of(Short.SIZE);
        colors[palette.length] = codes.decode(map.interior().red());
        colors[palette.length + 1] = codes.decode(map.interior().green());
        colors[palette.length + 2] = codes.decode(map.interior().blue());
        return colors;
    }

    @Override
    public void indices(Counts counts, int start, int number, int[] indices) {
        int shift = Sampling.FRACTION_BITS - counts.fractionBits();
        counts.get(start, number, indices);
        char[] known = entries;
        for (int k = 0; known != null && k < number; k++) {
            long count = (Integer.toUnsignedLong(indices[k]) << shift) - first;
            indices[k] = count >= span ? Palette.ENTRIES : known[(int) Math.max(0, count)];
        }
        for (int k = 0; known == null && k < number; k++) {
            long count = (Integer.toUnsignedLong(indices[k]) << shift) - first;
            indices[k] = count >= span ? Palette.ENTRIES : entry(Math.max(0, count));
        }
    }

    private int entry(long count) {
        int low = lowBits(count);
        int index = (low << BITS) + (int) (count >> low);
        long before = places[index];
        long step = places[index + 1] - before;
        long rest = count & (1L << low) - 1;
        // of 128 bits, since few of them would do only for short ways through the palette
        long place = before + (Math.multiplyHigh(step, rest) << -low | step * rest >>> low);
        int backwards = (int) (place >>> PLACE_BITS) & folds;
        return ((int) place ^ -backwards) >>> ENTRY_SHIFT;
    }

    @Override
    public int[] linear() {
        return linear;
    }
}
