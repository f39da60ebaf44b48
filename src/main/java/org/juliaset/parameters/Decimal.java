package org.juliaset.parameters;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text. */
public final class Decimal {
    /** As many significant digits tell any two numbers apart (IEEE 754, 5.12.2). */
    private static final int MAX_DIGITS = 17;

    /** From so many zeros on a number is written with an exponent. */
    private static final int MANY = 20;

    private Decimal() {}

    /**
     * The number rounded to as few significant digits as it needs to be read as itself. It is the same text on
     * every Java; {@link Double#toString} writes some numbers otherwise before Java 19 than since.
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
