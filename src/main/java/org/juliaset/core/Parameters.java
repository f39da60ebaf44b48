package org.juliaset.core;

/** Checks that several of the parameter types share. */
final class Parameters {
    /** The largest magnitude of a real parameter: the square of it, and sums of such, stay finite. */
    static final double MAX_MAGNITUDE = 1e75;

    private Parameters() {}

    /** Checks that a real parameter is finite and that arithmetic on its square is too. */
    static void requireModerate(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidParameterException(name + " is " + value + ": give a finite number");
        }
        if (Math.abs(value) > MAX_MAGNITUDE) {
            throw new InvalidParameterException(
                    name + " is " + value + ": give a magnitude of at most 1e75, whose square is finite");
        }
    }
}
