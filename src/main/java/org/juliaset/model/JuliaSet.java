package org.juliaset.model;

import org.juliaset.parameters.Parameters;

/**
 * A filled Julia set: each pixel is the first point of an orbit of z → z² + c, and c is the same for all.
 *
 * @param real real part of c
 * @param imag imaginary part of c
 * @param threshold |z| from which an orbit counts as escaped, above 0; escaped is escaped, also where a
 *     threshold below 2 would be re-entered
 * @param iterationLimit iterations after which an orbit counts as bounded, 1 to 2³¹-2
 * @param precision the arithmetic, which has counts of its own
 */
public record JuliaSet(double real, double imag, double threshold, int iterationLimit, Precision precision)
        implements EscapeSet {
    /** The largest iteration limit. */
    public static final int MAX_ITERATION_LIMIT = Parameters.MAX_ITERATIONS;

    /** @throws org.juliaset.parameters.InvalidParameterException if a parameter is outside its range */
    public JuliaSet {
        Magnitudes.requireModerate(Parameters.REAL, real, precision);
        Magnitudes.requireModerate(Parameters.IMAG, imag, precision);
        Magnitudes.requireModerate(Parameters.THRESHOLD, threshold, precision);
        Parameters.ITERMAX.check(iterationLimit);
    }

    /** Creates a set in float64. */
    public JuliaSet(double real, double imag, double threshold, int iterationLimit) {
        this(real, imag, threshold, iterationLimit, Precision.FLOAT64);
    }

    @Override
    public double sharedReal() {
        return real;
    }

    @Override
    public double sharedImag() {
        return imag;
    }

    @Override
    public JuliaSet in(Precision other) {
        return new JuliaSet(real, imag, threshold, iterationLimit, other);
    }
}
