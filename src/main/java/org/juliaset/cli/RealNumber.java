package org.juliaset.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Decimal floating-point numbers, and nothing else that Java takes for one (1f, 0x1p3). */
final class RealNumber implements CommandLine.ITypeConverter<Double> {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Dashes that a word processor or a web page has in place of a minus. */
    private static final Pattern DASH = Pattern.compile("[\\u2010-\\u2013\\u2212\\uFE63\\uFF0D]");

    /** The text with a minus for each dash that stands for one. */
    static String withMinus(String text) {
        return DASH.matcher(text).replaceAll("-");
    }

    @Override
    public Double convert(String given) {
        String text = withMinus(given);
        return switch (text.toLowerCase(Locale.ROOT)) {
            // understood, so that they can be refused for what they are
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
            throw new NotANumberException(text, "number", hasComma ? withPoint : "-0.1 or 1e-3");
        }
        return Double.parseDouble(text);
    }
}
