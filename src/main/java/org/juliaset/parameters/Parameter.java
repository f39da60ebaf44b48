package org.juliaset.parameters;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that a picture is made with, by name. Immutable.
 *
 * @param <T> of its values
 * @param name on a command line, after two hyphens, and wherever it is kept; of small letters and hyphens
 * @param shortName a letter; empty if it has none
 * @param label of a value, for help
 * @param type what values it may have
 * @param decides what changes with it
 * @param topic under which help lists it
 * @param help what it means, without the default
 * @param usual the default as text, null if there is none
 * @param other another default where other values call for it: the text, or null for the usual one
 * @param isOptional whether it is left out where it is kept and has its default
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
        Function<Values, String> other,
        boolean isOptional) {

    /** What changes with a parameter, and all that follows from it. */
    public enum Decides {
        /** Counts, so pixels and bytes too. */
        SAMPLES,
        /** What samples look like, so bytes too. */
        PIXELS,
        /** The file's bytes only. */
        BYTES
    }

    /** What help has a heading for. */
    public enum Topic {
        /** What is iterated, and in what tones it is shown. */
        PICTURE,
        /** Where: the part of the complex plane. */
        REGION,
        /** What samples look like. */
        COLOR,
        /** The file. */
        OUTPUT,
        /** Kept with a picture and not listed: the program finds its value itself. */
        FOUND
    }

    /** One that is kept with every picture. */
    Parameter(
            String name, String shortName, String label, ValueType<T> type, String usual, Decides decides, Topic topic,
            String help) {
        this(name, shortName, label, type, decides, topic, help, usual, values -> null, false);
    }

    /** The same, left out where it has its default: for one that earlier versions do not know. */
    Parameter<T> optional() {
        return new Parameter<>(name, shortName, label, type, decides, topic, help, usual, other, true);
    }

    /** The same with another default where other values call for it. */
    Parameter<T> withDefault(Function<Values, String> otherDefault) {
        return new Parameter<>(name, shortName, label, type, decides, topic, help, usual, otherDefault, isOptional);
    }

    /** The default beside some other values. */
    Optional<T> defaultIn(Values values) {
        String text = other.apply(values);
        return Optional.ofNullable(text == null ? usual : text).map(this::parse);
    }

    /**
     * Reads a value.
     *
     * @throws InvalidParameterException if it can have no such value: what it is, the value, and what to give
     */
    public T parse(String text) {
        return type.parse(name, text);
    }

    /** The text of a value wherever it is kept; {@link #parse} reads it as the same value. */
    public String print(T value) {
        return type.print(value);
    }

    /**
     * Checks a number that was not read from a text against the limits.
     *
     * @throws InvalidParameterException as {@link #parse} does
     */
    public void check(Number value) {
        Limit.require(type.limits(), name, value);
    }
}
