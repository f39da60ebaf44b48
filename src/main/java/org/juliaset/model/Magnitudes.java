package org.juliaset.model;

import org.juliaset.parameters.InvalidParameterException;

/** Checks that several of the parameter types share. */
final class Magnitudes {
    private Magnitudes() {}

    /** Checks that a real parameter is finite, and that an orbit from it escapes before it overflows. */
    static void requireModerate(String name, double value, Precision precision) {
        if (!Double.isFinite(value)) {
            throw new InvalidParameterException(name + " is " + value + ": give a finite number");
        }
        if (Math.abs(value) > precision.maxMagnitude()) {
            String largest = precision == Precision.FLOAT64 ? "1e75" : "1e9 with precision float";
            throw new InvalidParameterException(
                    name + " is " + value + ": give a magnitude of at most " + largest + ", whose square is finite");
        }
    }
}
