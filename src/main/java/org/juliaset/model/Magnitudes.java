package org.juliaset.model;

import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameter;

/** Checks that several of the parameter types share. */
final class Magnitudes {
    private Magnitudes() {}

    /** Checks a real parameter's own limits, and that an orbit from it escapes before it overflows. */
    static void requireModerate(Parameter<Double> parameter, double value, Precision precision) {
        parameter.check(value);
        if (Math.abs(value) > precision.maxMagnitude()) {
            throw new InvalidParameterException(spelling -> spelling.of(parameter.name()) + " is " + value
                    + ": give a magnitude of at most 1e9 with precision float, whose square is finite");
        }
    }
}
