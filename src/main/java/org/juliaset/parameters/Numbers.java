package org.juliaset.parameters;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses numbers as people type them; a message says how to write a number that cannot be parsed. */
public final class Numbers {
    /** Possessive: the time to match a text grows as its length. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?\\d++)?+");

    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");

    /** Dashes that word processors and web pages put in place of a minus sign. */
    private static final Pattern DASH = Pattern.compile("[\\u2010-\\u2013\\u2212\\uFE63\\uFF0D]");

    private Numbers() {}

    /** Replaces a dash that stands for a minus sign. */
    public static String withMinus(String text) {
        return DASH.matcher(text).replaceAll("-");
    }

    /**
     * Parses a decimal floating-point number, but not other forms that Java accepts (1f, 0x1p3). NaN and infinities are
     * parsed, so that the message about them is specific.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static double real(String given) {
        String text = withMinus(given);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> decimal(text);
        };
    }

    private static double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            String withPoint = text.replace(',', '.');
            boolean hasComma = DECIMAL.matcher(withPoint).matches();
            throw unreadable(text, "number", hasComma ? withPoint : "-0.1 or 1e-3");
        }
        return Double.parseDouble(text);
    }

    /**
     * Parses a whole number of any size; limits are checked elsewhere.
     *
     * @throws NumberFormatException if it is none; the message begins with the text
     */
    public static BigInteger whole(String given) {
        String text = withMinus(given);
        if (!DIGITS.matcher(text).matches()) {
            // digits in groups of three
            boolean hasGroups = text.matches("\\d{1,3}([,._' \\u00A0\\u202F]\\d{3})+");
            throw unreadable(text, "whole number", hasGroups ? text.replaceAll("\\D", "") : "500");
        }
        return new BigInteger(text);
    }

    private static NumberFormatException unreadable(String text, String kind, String example) {
        return new NumberFormatException("\"" + text + "\" is not a " + kind + ": write it like " + example);
    }
}
