package org.juliaset.color;

/**
 * The transfer function of sRGB (IEC 61966-2-1) between codes of 8 or 16 bits and linear light, as integers.
 *
 * <p>Linear light is a whole number from 0 to {@link #ONE}, 22 bits, which is as fine as codes of 16 bits need where
 * they are closest to each other. The code of a light is the nearest one by the transfer function: code k begins at
 * the smallest light that the function takes to {@code (k - 1/2) / (codes - 1)} or more. These thresholds are made
 * with {@link StrictMath}, and the rest is comparisons, so codes are equal on every Java. A code's light has that
 * code again.
 *
 * <p>Immutable: safe for use by several threads.
 */
public final class SrgbTable {
    /** The linear light of white. */
    public static final int ONE = 1 << 22;

    /** So many lights in a row share a first guess. */
    private static final int GUESS_SHIFT = 4;

    private final int last;

    /** The smallest light of each code, and one above every light. */
    private final int[] thresholds;

    /** The code of every light that is a multiple of the guesses' distance. */
    private final char[] guesses;

    private SrgbTable(int bits) {
        last = (1 << bits) - 1;
        thresholds = new int[last + 2];
        for (int code = 1; code <= last; code++) {
            thresholds[code] = (int) StrictMath.ceil(linear((code - 0.5) / last) * ONE);
        }
        thresholds[last + 1] = ONE + 1;
        guesses = new char[(ONE >> GUESS_SHIFT) + 1];
        int code = 0;
        for (int guess = 0; guess < guesses.length; guess++) {
            code = up(code, guess << GUESS_SHIFT);
            guesses[guess] = (char) code;
        }
    }

    /** @param bits of a code, 8 or 16 */
    static SrgbTable of(int bits) {
        return bits == Byte.SIZE ? of8Bits() : of16Bits();
    }

    /** For codes of 8 bits, made when it is first asked for. */
    public static SrgbTable of8Bits() {
        return Of8Bits.TABLE;
    }

    /** For codes of 16 bits, made when it is first asked for, in some milliseconds. */
    public static SrgbTable of16Bits() {
        return Of16Bits.TABLE;
    }

    private static final class Of8Bits {
        static final SrgbTable TABLE = new SrgbTable(8);
    }

    private static final class Of16Bits {
        static final SrgbTable TABLE = new SrgbTable(16);
    }

    /**
     * The nearest code of a linear light.
     *
     * @param light from 0 to {@link #ONE}
     */
    public int encode(int light) {
        return up(guesses[light >> GUESS_SHIFT], light);
    }

    /** The code of a light, from one that is not above it. */
    private int up(int code, int light) {
        while (thresholds[code + 1] <= light) {
            code++;
        }
        return code;
    }

    /**
     * The linear light of a code, rounded.
     *
     * @param code from 0 to 255, or to 65535
     */
    public int decode(int code) {
        return decode(code, last);
    }

    /** @param last the code of white */
    static int decode(int code, int last) {
        return (int) StrictMath.rint(linear((double) code / last) * ONE);
    }

    private static double linear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : StrictMath.pow((encoded + 0.055) / 1.055, 2.4);
    }
}
