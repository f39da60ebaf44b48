package org.juliaset.color;

/**
 * A colour in Oklab (Björn Ottosson, "A perceptual color space for image processing", 2020), as the cube roots of its
 * cone responses. The coordinates L, a and b are sums of these three, so a straight line between two colours is the
 * same in both, and the matrix that makes L, a and b is not needed.
 *
 * @param l cube root of the response of cones for long waves
 * @param m for middle ones
 * @param s for short ones
 */
record Oklab(double l, double m, double s) {
    /** Of linear light from 0 to 1. */
    static Oklab of(double red, double green, double blue) {
        return new Oklab(
                StrictMath.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue),
                StrictMath.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue),
                StrictMath.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue));
    }

    /** The colour on the straight line to another one, at 0 this one and at 1 the other. */
    Oklab towards(Oklab other, double part) {
        return new Oklab(l + (other.l - l) * part, m + (other.m - m) * part, s + (other.s - s) * part);
    }

    /** The nearest colour of 16 bits. */
    Rgb rgb() {
        int[] light = new int[3];
        writeLinear(light, 0);
        SrgbTable codes = SrgbTable.of16Bits();
        return new Rgb(codes.encode(light[0]), codes.encode(light[1]), codes.encode(light[2]));
    }

    /** Writes red, green and blue as linear light from 0 to {@link SrgbTable#ONE}, what is outside of sRGB clipped. */
    void writeLinear(int[] to, int index) {
        double cubeL = l * l * l;
        double cubeM = m * m * m;
        double cubeS = s * s * s;
        to[index] = light(4.0767416621 * cubeL - 3.3077115913 * cubeM + 0.2309699292 * cubeS);
        to[index + 1] = light(-1.2684380046 * cubeL + 2.6097574011 * cubeM - 0.3413193965 * cubeS);
        to[index + 2] = light(-0.0041960863 * cubeL - 0.7034186147 * cubeM + 1.7076147010 * cubeS);
    }

    private static int light(double value) {
        return (int) (Math.min(Math.max(value, 0), 1) * SrgbTable.ONE + 0.5);
    }
}
