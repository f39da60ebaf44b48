package org.juliaset.model;

import org.juliaset.parameters.Parameters;

/**
 * The Mandelbrot set, the map of all Julia sets: each pixel is the c of z → z² + c, and its orbit begins at 0. The
 * first iteration leads to c itself.
 *
 * @param threshold |z| from which an orbit counts as escaped, above 0, as in a {@link JuliaSet}
 * @param iterationLimit iterations after which an orbit counts as bounded, 1 to 2³¹-2
 * @param precision the arithmetic, which has counts of its own
 */
public record MandelbrotSet(double threshold, int iterationLimit, Precision precision) implements EscapeSet {
    /** @throws org.juliaset.parameters.InvalidParameterException if a parameter is outside its range */
    public MandelbrotSet {
        Magnitudes.requireModerate(Parameters.THRESHOLD, threshold, precision);
        Parameters.ITERMAX.check(iterationLimit);
    }

    /** Creates the set in float64. */
    public MandelbrotSet(double threshold, int iterationLimit) {
        this(threshold, iterationLimit, Precision.FLOAT64);
    }

    @Override
    public double sharedReal() {
        return 0;
    }

    @Override
    public double sharedImag() {
        return 0;
    }

    @Override
    public MandelbrotSet in(Precision other) {
        return new MandelbrotSet(threshold, iterationLimit, other);
    }
}
