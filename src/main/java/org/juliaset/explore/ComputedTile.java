package org.juliaset.explore;

/**
 * A tile as it is sent.
 *
 * @param fractionBits of the counts in it; {@link #PIXELS} for a PNG
 * @param bytes not to be written to
 */
record ComputedTile(int fractionBits, byte[] bytes) {
    /** In place of bits, for pixels. */
    static final int PIXELS = -1;

    Answer answer() {
        return fractionBits == PIXELS
                ? Answer.bytes("image/png", bytes)
                : Answer.bytes("application/octet-stream", bytes)
                        .header("X-Fraction-Bits", Integer.toString(fractionBits));
    }
}
