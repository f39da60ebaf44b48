package org.juliaset.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;

/** Texts for people. */
final class Texts {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Print}\\p{L}]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final int MOST_SHOWN = 60;

    /** Digits of a middle and a zoom that follow from edges. */
    private static final MathContext DIGITS = new MathContext(12);

    /** What the page has other terms for, or finds itself. */
    private static final List<Parameter<?>> OF_VIEW = List.of(
            Parameters.REAL, Parameters.IMAG, Parameters.XLEFT, Parameters.XRIGHT, Parameters.YBOT, Parameters.YTOP,
            Parameters.RESOLUTION, Parameters.HEIGHT, Parameters.PALETTE_QUANTILES, Parameters.MAP);

    private Texts() {}

    /** Returns a text for a message: not too long, and on one line. */
    static String shown(String text) {
        String start = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        return UNPRINTABLE.matcher(start).replaceAll("?");
    }

    /** Returns a message on one line, without what a terminal or a page could take for more. */
    static String line(String message) {
        return CONTROL.matcher(message.strip().replaceAll("\\s*\\R\\s*", " ")).replaceAll("?");
    }

    /** Returns c as one number. */
    static String constant(double real, double imag) {
        String sign = imag < 0 ? "-" : "+";
        return Decimal.shortest(real) + sign + Decimal.shortest(Math.abs(imag)) + "i";
    }

    /**
     * Returns the state of the page for a picture: c, the middle and the zoom of its region, and all values that are
     * given and are not the usual ones. Of a map they are those of the page's map, which has no c.
     */
    static String hash(Values values) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean isMap = values.get(Parameters.MAP);
        String pane = isMap ? "map-" : "";
        if (!isMap) {
            fields.put("c", constant(values.get(Parameters.REAL), values.get(Parameters.IMAG)));
        }
        BigDecimal left = decimal(values.get(Parameters.XLEFT));
        BigDecimal right = decimal(values.get(Parameters.XRIGHT));
        BigDecimal bottom = decimal(values.get(Parameters.YBOT));
        BigDecimal top = decimal(values.get(Parameters.YTOP));
        BigDecimal usual = decimal(Values.NONE.get(Parameters.XRIGHT))
                .subtract(decimal(Values.NONE.get(Parameters.XLEFT)));
        fields.put(pane + "center", middle(left, right) + "," + middle(bottom, top));
        fields.put(pane + "zoom", Decimal.shortest(usual.divide(right.subtract(left).abs(), DIGITS).doubleValue()));
        for (Parameter<?> parameter : Parameters.all()) {
            if (!OF_VIEW.contains(parameter)) {
                ifUnusual(values, parameter).ifPresent(text -> fields.put(parameter.name(), text));
            }
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Returns the text of a value, if it is given and not what the parameter would have if it were not. */
    static <T> Optional<String> ifUnusual(Values values, Parameter<T> parameter) {
        Optional<T> usual = values.only(other -> other != parameter).find(parameter);
        return values.has(parameter) && !values.find(parameter).equals(usual)
                ? values.find(parameter).map(parameter::print)
                : Optional.empty();
    }

    private static BigDecimal decimal(double number) {
        return new BigDecimal(Decimal.shortest(number));
    }

    /** Returns the middle of two edges, in no more digits than a person sees of it between them. */
    private static String middle(BigDecimal first, BigDecimal last) {
        BigDecimal span = last.subtract(first).abs();
        int digits = span.scale() - span.precision() + DIGITS.getPrecision();
        BigDecimal middle = first.add(last).divide(BigDecimal.valueOf(2)).setScale(digits, RoundingMode.HALF_EVEN);
        return Decimal.shortest(middle.doubleValue());
    }

    /** Encodes a text, with signs as people type them where they have no meaning in a query. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2C", ",").replace("%3A", ":").replace("%2F", "/");
    }
}
