package org.juliaset.parameters;

import java.math.BigDecimal;
import java.math.MathContext;

/** Formats numbers as text. */
public final class Decimal {
    /** This many significant digits distinguish any two numbers (IEEE 754, 5.12.2). */
    private static final int MAX_DIGITS = 17;

    /** A number with at least this many zeros is written with an exponent. */
    private static final int MANY = 20;

    /** No two numbers have the same digits below this many units of their last digit, 15 of them. */
    private static final double MOST_CERTAIN = 1e15;

    private static final double[] POWERS_OF_10 = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimal() {}

    /**
     * Returns the shortest text that is parsed as the same number. The text does not depend on the version of Java, as
     * that of {@link Double#toString} does: it changed in Java 19.
     *
     * @param number finite; the sign of a zero is dropped
     */
    public static String shortest(double number) {
        for (int places = 0; places < POWERS_OF_10.length; places++) {
            double digits = Math.rint(number * POWERS_OF_10[places]);
            if (Math.abs(digits) >= MOST_CERTAIN) {
                break;
            }
            // exact numbers, so their quotient is what the text is parsed as
            if (digits / POWERS_OF_10[places] == number) {
                return BigDecimal.valueOf((long) digits, places).toPlainString();
            }
        }
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
