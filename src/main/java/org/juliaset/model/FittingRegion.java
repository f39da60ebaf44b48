package org.juliaset.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Finds a region that holds a whole filled Julia set. Its edges are bounds, not estimates: orbits of whole discs are
 * followed, by their centres and radii, and a disc is outside if all of it escapes.
 */
public final class FittingRegion {
    /** Halvings of the square that is searched, so the bounds are sharp to about 1/2048 of its side. */
    private static final int HALVINGS = 11;

    /** A disc that has neither escaped nor grown over everything after so many steps counts as inside. */
    private static final int STEPS = 500;

    /** Room around the set, of its larger half side. */
    private static final double MARGIN = 0.05;

    /** What rounding may change in one step, and more. */
    private static final double ROUNDING = 1e-12;

    /** The edges have so many digits. */
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.CEILING);

    private final double real;
    private final double imag;

    /** No point of the set is further from 0. */
    private final double radius;

    private FittingRegion(double real, double imag) {
        this.real = real;
        this.imag = imag;
        this.radius = (1 + Math.sqrt(1 + 4 * Math.hypot(real, imag))) / 2 * (1 + ROUNDING);
    }

    /**
     * Returns a region that holds the filled Julia set of z² + c, with a margin. It is symmetric, as the set is: it
     * holds -z if it holds z.
     *
     * @param real real part of c, of moderate magnitude
     * @param imag imaginary part of c, likewise
     */
    public static ComplexRegion of(double real, double imag) {
        FittingRegion search = new FittingRegion(real, imag);
        double x = search.extent(true);
        double y = search.extent(false);
        double margin = MARGIN * Math.max(x, y);
        double right = new BigDecimal(x + margin).round(DIGITS).doubleValue();
        double top = new BigDecimal(y + margin).round(DIGITS).doubleValue();
        return new ComplexRegion(-right, right, top, -top);
    }

    /** Returns an upper bound of the real or imaginary parts of the set's points. */
    private double extent(boolean isReal) {
        return extent(isReal, 0, 0, radius, 0, 0);
    }

    /**
     * Returns the larger of a bound and the furthest part of a square that may be in the set.
     *
     * @param along the square's centre in the direction of the bound
     * @param across its centre in the other direction
     * @param half half of its side
     * @param found the bound so far
     */
    private double extent(boolean isReal, double along, double across, double half, int halvings, double found) {
        if (along + half <= found || escapes(isReal ? along : across, isReal ? across : along, half)) {
            return found;
        }
        if (halvings == HALVINGS) {
            return along + half;
        }
        double quarter = half / 2;
        double bound = found;
        // the further squares first, so that the nearer ones are seldom looked at
        for (int k = 0; k < 4; k++) {
            double nextAlong = along + (k < 2 ? quarter : -quarter);
            double nextAcross = across + (k % 2 == 0 ? quarter : -quarter);
            bound = extent(isReal, nextAlong, nextAcross, quarter, halvings + 1, bound);
        }
        return bound;
    }

    /** Returns whether all points of a square escape, as far as the disc around it shows. */
    private boolean escapes(double x, double y, double half) {
        double re = x;
        double im = y;
        double spread = half * Math.sqrt(2) * (1 + ROUNDING);
        for (int step = 0; step < STEPS; step++) {
            double size = Math.sqrt(re * re + im * im);
            if (size - spread > radius) {
                return true;
            }
            if (spread > 2 * radius) {
                return false;
            }
            double next = re * re - im * im + real;
            im = 2 * re * im + imag;
            re = next;
            // |(z + d)² - z²| <= 2|z||d| + |d|²
            spread = spread * (2 * size + spread) + ROUNDING * (size * size + radius);
        }
        return false;
    }
}
