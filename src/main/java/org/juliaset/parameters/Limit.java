package org.juliaset.parameters;

import java.util.List;

/**
 * A bound of a number.
 *
 * @param kind the condition
 * @param bound of no meaning for {@link Kind#FINITE}
 * @param advice what to give in place of a number that is refused
 */
public record Limit(Kind kind, double bound, String advice) {
    /** The condition that a number must meet. */
    public enum Kind {
        /** Neither infinite nor a NaN. */
        FINITE,
        /** Of at most this magnitude. */
        MAGNITUDE,
        /** Greater than the bound. */
        ABOVE,
        /** The bound or greater. */
        LEAST,
        /** The bound or smaller. */
        MOST
    }

    /** The largest magnitude of a real number whose orbit escapes before it overflows, in float64. */
    public static final double MAGNITUDE = 1e75;

    /** Returns the limits of whole numbers from {@code least} to {@code most}. */
    public static List<Limit> ofWhole(int least, int most) {
        String advice = "give a whole number from " + least + " to " + most;
        return List.of(new Limit(Kind.LEAST, least, advice), new Limit(Kind.MOST, most, advice));
    }

    /** Returns the limits of real numbers whose orbits do not overflow before they escape. */
    public static List<Limit> ofReal() {
        return List.of(
                new Limit(Kind.FINITE, 0, "give a finite number"),
                new Limit(Kind.MAGNITUDE, MAGNITUDE,
                        "give a magnitude of at most 1e75, whose square is finite"));
    }

    /** Returns these limits and a lower bound, which is excluded. */
    public static List<Limit> ofRealAbove(int bound) {
        List<Limit> real = ofReal();
        return List.of(real.get(0), real.get(1), new Limit(Kind.ABOVE, bound, "give a number above " + bound));
    }

    /** From {@code least} to {@code most}. */
    static List<Limit> ofRealBetween(double least, double most) {
        String advice = "give a number from " + Decimal.shortest(least) + " to " + Decimal.shortest(most);
        return List.of(
                ofReal().get(0), new Limit(Kind.LEAST, least, advice), new Limit(Kind.MOST, most, advice));
    }

    private boolean holds(double number) {
        return switch (kind) {
            case FINITE -> Double.isFinite(number);
            case MAGNITUDE -> Math.abs(number) <= bound;
            case ABOVE -> number > bound;
            case LEAST -> number >= bound;
            case MOST -> number <= bound;
        };
    }

    /**
     * Checks a number.
     *
     * @param name of the parameter
     * @param number also one of more digits than a double has
     * @throws InvalidParameterException with the name, the number and the advice
     */
    public static void require(List<Limit> limits, String name, Number number) {
        for (Limit limit : limits) {
            if (!limit.holds(number.doubleValue())) {
                throw new InvalidParameterException(
                        spelling -> spelling.of(name) + " is " + number + ": " + limit.advice);
            }
        }
    }
}
