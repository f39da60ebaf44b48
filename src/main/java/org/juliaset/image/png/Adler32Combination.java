package org.juliaset.image.png;

/**
 * The Adler-32 checksum (RFC 1950, section 8.2) of two runs of bytes put together, from the checksums
 * of each: it is two sums modulo 65521, one of the bytes and one of the first sum after each byte, and
 * what the second run adds to both depends on the first run only through the sum where it starts.
 */
final class Adler32Combination {
    private static final long BASE = 65521;

    /** The checksum of no bytes. */
    static final int EMPTY = 1;

    private Adler32Combination() {}

    /**
     * @param first checksum of the bytes that come first
     * @param second checksum of the bytes that follow
     * @param secondLength how many those are
     */
    static int combine(int first, int second, long secondLength) {
        long firstSum = first & 0xFFFF;
        long firstSums = first >>> 16;
        long secondSum = second & 0xFFFF;
        long secondSums = second >>> 16;
        // the second run's own sum starts at 1, which the first run's sum replaces
        long shift = firstSum + BASE - 1;
        long sum = (secondSum + shift) % BASE;
        long sums = (firstSums + secondSums + secondLength % BASE * shift) % BASE;
        return (int) (sums << 16 | sum);
    }
}
