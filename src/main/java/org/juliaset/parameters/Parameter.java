package org.juliaset.parameters;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A named parameter of a picture. Immutable.
 *
 * @param <T> the type of its values
 * @param name its name, in lower-case letters and hyphens: that of the option, and of stored values
 * @param shortName a letter; empty if there is none
 * @param label name of a value in help
 * @param type the type and range of values
 * @param decides what it affects
 * @param topic its heading in help
 * @param help its description, without the default
 * @param usual the default as text, null if there is none
 * @param defaults the default, given the other values; empty if there is none
 * @param isOptional whether its default is not stored
 */
public record Parameter<T>(
        String name,
        String shortName,
        String label,
        ValueType<T> type,
        Decides decides,
        Topic topic,
        String help,
        String usual,
        Function<Values, Optional<T>> defaults,
        boolean isOptional) {

    /** What a parameter affects. */
    public enum Decides {
        /** Counts, so pixels and bytes too. */
        SAMPLES,
        /** What samples look like, so bytes too. */
        PIXELS,
        /** The file's bytes only. */
        BYTES
    }

    /** The headings of help. */
    public enum Topic {
        /** The iteration and the tones. */
        PICTURE,
        /** The region of the complex plane. */
        REGION,
        /** What samples look like. */
        COLOR,
        /** The file. */
        OUTPUT,
        /** Kept with a picture and not listed: the program finds its value itself. */
        FOUND
    }

    /** Creates a parameter that is stored with every picture. */
    Parameter(
            String name, String shortName, String label, ValueType<T> type, String usual, Decides decides, Topic topic,
            String help) {
        this(name, shortName, label, type, decides, topic, help, usual, always(name, type, usual), false);
    }

    /** A default that is parsed once: a film asks for it in each frame. */
    private static <T> Function<Values, Optional<T>> always(String name, ValueType<T> type, String text) {
        Optional<T> value = Optional.ofNullable(text).map(given -> type.parse(name, given));
        return values -> value;
    }

    /** Returns the same parameter, not stored if it has its default: for a parameter that earlier versions lack. */
    Parameter<T> optional() {
        return new Parameter<>(name, shortName, label, type, decides, topic, help, usual, defaults, true);
    }

    /**
     * Returns the same parameter with another default where a condition holds.
     *
     * @param text the default as text, null if there is none
     */
    Parameter<T> withDefault(Predicate<Values> condition, String text) {
        Function<Values, Optional<T>> other = always(name, type, text);
        return new Parameter<>(
                name, shortName, label, type, decides, topic, help, usual,
                values -> (condition.test(values) ? other : defaults).apply(values), isOptional);
    }

    /** Returns the default, given the other values. */
    Optional<T> defaultIn(Values values) {
        return defaults.apply(values);
    }

    /** Returns the text of the default, given the other values. */
    Optional<String> defaultText(Values values) {
        return defaultIn(values).map(this::print);
    }

    /**
     * Parses a value.
     *
     * @throws InvalidParameterException if the value is invalid: with the name, the value and the advice
     */
    public T parse(String text) {
        return type.parse(name, text);
    }

    /** Returns the stored text of a value, which {@link #parse} reads as the same value. */
    public String print(T value) {
        return type.print(value);
    }

    /**
     * Checks a number against the limits.
     *
     * @throws InvalidParameterException as {@link #parse} does
     */
    public void check(Number value) {
        Limit.require(type.limits(), name, value);
    }
}
