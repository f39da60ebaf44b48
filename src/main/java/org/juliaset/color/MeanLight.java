package org.juliaset.color;

/**
 * The mean of several pictures in linear light, pixel by pixel, rounded to the nearest number, ties upwards: integers
 * only, so the same everywhere. For one thread.
 */
public final class MeanLight {
    private final SrgbTable codes;
    private final boolean isWide;
    private final boolean isMeanWide;
    private final int[] light;
    private final int[] sums;
    private int pictures;

    /** The light of codes, made when it is first asked for. */
    private static final class Light {
        static final int[] OF_8_BITS = table(SrgbTable.of8Bits(), 1 << Byte.SIZE);
        static final int[] OF_16_BITS = table(SrgbTable.of16Bits(), 1 << Short.SIZE);

        private static int[] table(SrgbTable codes, int size) {
            int[] table = new int[size];
            for (int code = 0; code < size; code++) {
                table[code] = codes.decode(code);
            }
            return table;
        }
    }

    /**
     * Begins a mean of no pictures.
     *
     * @param bits of the pictures' channels, 8 or 16
     * @param meanBits of the mean's channels, 8 or 16
     * @param channels number of all pixels' channels
     */
    public MeanLight(int bits, int meanBits, int channels) {
        this.codes = SrgbTable.of(meanBits);
        this.isWide = bits == Short.SIZE;
        this.isMeanWide = meanBits == Short.SIZE;
        this.light = isWide ? Light.OF_16_BITS : Light.OF_8_BITS;
        this.sums = new int[channels];
    }

    /** Adds a picture; the sums hold 511 at most. */
    public void add(byte[] pixels) {
        pictures++;
        if (isWide) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += light[(pixels[2 * k] & 0xFF) << Byte.SIZE | pixels[2 * k + 1] & 0xFF];
            }
        } else {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += light[pixels[k] & 0xFF];
            }
        }
    }

    /**
     * Writes the mean.
     *
     * @param pixels receives the codes from {@code offset}, of 16 bits with the higher byte first
     */
    public void write(byte[] pixels, int offset) {
        int to = offset;
        for (int sum : sums) {
            int code = codes.encode((int) (((long) sum + pictures / 2) / pictures));
            if (isMeanWide) {
                pixels[to++] = (byte) (code >> Byte.SIZE);
            }
            pixels[to++] = (byte) code;
        }
    }
}
