package org.juliaset.explore;

import java.util.Optional;
import java.util.regex.Pattern;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Values;

/** Texts for people. */
final class Texts {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Print}\\p{L}]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final int MOST_SHOWN = 60;

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

    /** Returns the text of a value, if it is given and not what the parameter would have if it were not. */
    static <T> Optional<String> ifUnusual(Values values, Parameter<T> parameter) {
        Optional<T> usual = values.only(other -> other != parameter).find(parameter);
        return values.has(parameter) && !values.find(parameter).equals(usual)
                ? values.find(parameter).map(parameter::print)
                : Optional.empty();
    }
}
