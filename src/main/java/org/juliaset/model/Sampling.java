package org.juliaset.model;

import org.juliaset.parameters.Parameters;

/**
 * How a pixel of a picture is sampled.
 *
 * @param perSide samples along each side of a pixel, 1 to {@link #MAX_PER_SIDE}; a pixel has that many squared
 * @param smooth whether a sample is a smooth count, in units of 1/{@link #UNITS} iterations, and not a plain one
 */
public record Sampling(int perSide, boolean smooth) {
    /** The most samples along a side of a pixel. */
    public static final int MAX_PER_SIDE = Parameters.MAX_SAMPLES_PER_SIDE;

    /** Bits of a smooth count that are its fraction. */
    public static final int FRACTION_BITS = 12;

    /** Smooth counts from one iteration to the next. */
    public static final int UNITS = 1 << FRACTION_BITS;

    /** The largest iteration limit whose smooth counts fit uint32. */
    public static final int MAX_SMOOTH_LIMIT = (1 << 20) - 2;

    /** One plain count a pixel. */
    public static final Sampling PLAIN = new Sampling(1, false);

    /** @throws org.juliaset.parameters.InvalidParameterException if there are too few or too many samples */
    public Sampling {
        Parameters.SAMPLES_PER_SIDE.check(perSide);
    }

    /** Returns a smooth count in iterations, exactly. */
    public static double iterations(int smoothCount) {
        return (double) Integer.toUnsignedLong(smoothCount) / UNITS;
    }
}
