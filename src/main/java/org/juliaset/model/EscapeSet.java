package org.juliaset.model;

/**
 * The iteration z → z² + c and when to stop it. The escape count of a pixel is the number of iterations before the one
 * after which |z|² ≥ threshold², and the iteration limit where there is none: such a pixel is taken for interior.
 *
 * <p>An iteration takes a first point and c. In a {@link JuliaSet} pixels are first points and have c in common; in the
 * {@link MandelbrotSet} pixels are c and have the first point in common.
 */
public sealed interface EscapeSet permits JuliaSet, MandelbrotSet {
    /** Returns the real part of what all pixels have in common: c, or the first point. */
    double sharedReal();

    /** Returns the imaginary part of what all pixels have in common: c, or the first point. */
    double sharedImag();

    /** Returns |z| from which an orbit counts as escaped. */
    double threshold();

    /** Returns the iterations after which an orbit counts as bounded, 1 to 2³¹-2. */
    int iterationLimit();

    /** Returns the arithmetic. */
    Precision precision();

    /** Returns the same set in another precision. */
    EscapeSet in(Precision other);

    /** Returns whether pixels are c: the Mandelbrot set, the map of all Julia sets. */
    default boolean isMap() {
        return this instanceof MandelbrotSet;
    }

    /** Returns the squared threshold. */
    default double bound() {
        return threshold() * threshold();
    }
}
