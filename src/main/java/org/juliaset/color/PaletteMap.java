package org.juliaset.color;

import org.juliaset.parameters.Parameters;

/**
 * How counts go through a palette.
 *
 * @param palette the colours
 * @param scale how the place in the palette goes with the count
 * @param period iterations after which the palette comes again on a linear scale, above 0; it comes as often on the
 *     other scales. 0 if it goes from the first tone to the iteration limit
 * @param offset where in the palette the first tone is: 0 its beginning, 1 a whole palette further
 * @param reverse whether the palette begins with its end
 * @param interior colour of the interior
 */
public record PaletteMap(
        Palette palette, Scale scale, double period, double offset, boolean reverse, Rgb interior) {
    /** The most palettes that counts go through. */
    private static final double MOST_REPETITIONS = 1 << 30;

    /** @throws org.juliaset.parameters.InvalidParameterException if the period or the offset is out of range */
    public PaletteMap {
        if (period != 0) {
            Parameters.PALETTE_PERIOD.check(period);
        }
        Parameters.PALETTE_OFFSET.check(offset);
    }

    /** The palette from the first tone to the iteration limit on the default scale, with a black interior. */
    public static PaletteMap of(Palette palette) {
        return new PaletteMap(palette, Scale.of(Scale.Kind.LOG), 0, 0, false, new Rgb(0, 0, 0));
    }

    /** This with another scale. */
    public PaletteMap withScale(Scale other) {
        return new PaletteMap(palette, other, period, offset, reverse, interior);
    }

    /**
     * How often the palette comes between the first tone and the iteration limit.
     *
     * @param iterations between these
     */
    double repetitions(int iterations) {
        return period == 0 ? 1 : Math.min(iterations / period, MOST_REPETITIONS);
    }
}
