package org.juliaset.parameters;

import java.math.BigDecimal;
import java.math.MathContext;

/** Formats numbers as text. */
public final class Decimal {
    /** This many significant digits distinguish any two numbers (IEEE 754, 5.12.2). */
    private static final int MAX_DIGITS = 17;

    /** A number with at least this many zeros is written with an exponent. */
    private static final int MANY = 20;

    private Decimal() {}

    /**
     * Returns the shortest text that is parsed as the same number. The text does not depend on the version of Java, as
     * that of {@link Double#toString} does: it changed in Java 19.
     *
     * @param number finite; the sign of a zero is dropped
     */
    public static String shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MAX_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits));
            if (shortest.doubleValue() == number) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        return Math.abs(shortest.scale()) <= MANY ? shortest.toPlainString() : shortest.toString();
    }
}
