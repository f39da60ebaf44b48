package org.juliaset.model;

import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;

/**
 * A rectangle of the complex plane, in plane units. Either axis may run backwards, which mirrors the
 * picture.
 *
 * @param xleft real part at the left edge
 * @param xright real part at the right edge, other than {@code xleft}
 * @param ytop imaginary part at the top edge
 * @param ybot imaginary part at the bottom edge, other than {@code ytop}
 */
public record ComplexRegion(double xleft, double xright, double ytop, double ybot) {
    /**
     * @throws InvalidParameterException if an end is not finite or above 1e75 in magnitude, or if the
     *     two ends of an axis are equal
     */
    public ComplexRegion {
        requireModerate(xleft, xright, ytop, ybot, Precision.FLOAT64);
        requireDifferent("xleft", "xright", xleft, xright);
        requireDifferent("ytop", "ybot", ytop, ybot);
    }

    private static void requireModerate(double xleft, double xright, double ytop, double ybot, Precision precision) {
        Magnitudes.requireModerate(Parameters.XLEFT, xleft, precision);
        Magnitudes.requireModerate(Parameters.XRIGHT, xright, precision);
        Magnitudes.requireModerate(Parameters.YTOP, ytop, precision);
        Magnitudes.requireModerate(Parameters.YBOT, ybot, precision);
    }

    /** @throws InvalidParameterException if an end is above what a precision can compute with */
    public void requireModerate(Precision precision) {
        requireModerate(xleft, xright, ytop, ybot, precision);
    }

    /**
     * Samples this region.
     *
     * @param resolution pixels along the real axis; the imaginary axis gets as many as keep the
     *     pixels square
     * @throws InvalidParameterException if a side comes out below 1 or above 2³¹-1 pixels
     */
    public Grid grid(long resolution) {
        return new Grid(this, resolution);
    }

    /**
     * Samples this region with a number of pixels on each axis, which need not be square.
     *
     * @param width pixels along the real axis
     * @param height pixels along the imaginary axis
     * @throws InvalidParameterException if one of them is below 1 or above 2³¹-1
     */
    public Grid grid(long width, long height) {
        return new Grid(this, width, height);
    }

    private static void requireDifferent(String first, String second, double a, double b) {
        if (a == b) {
            throw new InvalidParameterException(
                    first + " and " + second + " are both " + a + ": the two ends of a range must differ");
        }
    }
}
