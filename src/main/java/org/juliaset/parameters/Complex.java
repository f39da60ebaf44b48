package org.juliaset.parameters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complex number as people type it.
 *
 * @param real its real part
 * @param imag its imaginary part
 */
public record Complex(double real, double imag) {
    /** Possessive: the time to match a text grows as its length. */
    private static final String NUMBER = "(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?\\d++)?+";

    /** A real part, if any, and an imaginary part, if any, whose number may be left out for 1. */
    private static final Pattern SUM = Pattern.compile(
            "(?<real>[+-]?" + NUMBER + ")?(?:(?<sign>^[+-]?|[+-])(?:(?<imag>" + NUMBER + ")\\*?)?[ij])?");

    /**
     * Reads {@code RE,IM} or a sum such as {@code -0.8+0.156i}, {@code -1} or {@code i}.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static Complex read(String given) {
        String text = Numbers.withMinus(given).replaceAll("\\s", "");
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new Complex(Numbers.real(parts[0]), Numbers.real(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw unreadable(given);
        }
        Matcher sum = SUM.matcher(text);
        if (text.isEmpty() || !sum.matches()) {
            throw unreadable(given);
        }
        double real = sum.group("real") == null ? 0 : Double.parseDouble(sum.group("real"));
        if (sum.group("sign") == null) {
            return new Complex(real, 0);
        }
        double size = sum.group("imag") == null ? 1 : Double.parseDouble(sum.group("imag"));
        return new Complex(real, sum.group("sign").equals("-") ? -size : size);
    }

    private static NumberFormatException unreadable(String text) {
        return new NumberFormatException(
                "\"" + text + "\" is not a complex number: write it like -0.8,0.156 or -0.8+0.156i");
    }
}
