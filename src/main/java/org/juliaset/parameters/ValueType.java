package org.juliaset.parameters;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The values of a parameter: their range, their text and their Java type. Immutable.
 *
 * @param <T> the Java type
 */
public abstract class ValueType<T> {
    /** The longest text of a value, in characters. */
    public static final int MAX_TEXT = 1 << 15;

    private final Kind kind;
    private final List<Limit> limits;

    /** The kinds of values. */
    public enum Kind {
        /** A whole number. */
        WHOLE,
        /** A real number. */
        REAL,
        /** One of some words or numbers. */
        CHOICE,
        /** True or false. */
        FLAG,
        /** Any text of a certain syntax. */
        TEXT
    }

    private ValueType(Kind kind, List<Limit> limits) {
        this.kind = kind;
        this.limits = limits;
    }

    /** Returns the type of whole numbers between two limits, both included. */
    public static ValueType<Integer> whole(int least, int most) {
        return new Whole(Limit.ofWhole(least, most));
    }

    /** Returns the type of real numbers whose orbits do not overflow before they escape. */
    public static ValueType<Double> real() {
        return new Real(Limit.ofReal());
    }

    /** Returns the type of such numbers above a bound. */
    public static ValueType<Double> realAbove(int bound) {
        return new Real(Limit.ofRealAbove(bound));
    }

    /** Real numbers within two limits, which belong to them. */
    public static ValueType<Double> realBetween(double least, double most) {
        return new Real(Limit.ofRealBetween(least, most));
    }

    /** One of some words. */
    public static ValueType<String> choice(String... words) {
        return new Choice<>(List.of(words));
    }

    /** One of some whole numbers. */
    public static ValueType<Integer> choiceOf(Integer... numbers) {
        return new Choice<>(List.of(numbers));
    }

    /** True or false; given by name only on a command line. */
    public static ValueType<Boolean> flag() {
        return new Flag();
    }

    /**
     * Returns the type of printable ASCII text of up to {@link #MAX_TEXT} characters in a given syntax.
     *
     * @param syntax a regular expression
     * @param advice what to give in place of an invalid text
     */
    public static ValueType<String> text(String syntax, String advice) {
        return new Text(Pattern.compile(syntax), advice);
    }

    /** Returns the kind of its values. */
    public Kind kind() {
        return kind;
    }

    /** Returns the texts of all values, if they are a few; else none. */
    public List<String> choices() {
        return List.of();
    }

    /** Returns the limits of numbers, in the order of checking; empty for other types. */
    public List<Limit> limits() {
        return limits;
    }

    /** Returns whether values may contain spaces, quotes and other special characters of a shell. */
    public boolean isFreeText() {
        return false;
    }

    /** Returns whether the name alone means true. */
    public boolean isFlag() {
        return false;
    }

    /**
     * Checks the form of a number, but not its range.
     *
     * @throws NumberFormatException if it is malformed; the message starts with the text
     */
    public void requireForm(String text) {}

    /**
     * Reads a value.
     *
     * @param name name of the parameter, for messages
     * @throws InvalidParameterException if it is not a value of this type
     */
    abstract T parse(String name, String text);

    /** The text that every reader reads as the same value: one for each value. */
    String print(T value) {
        return value.toString();
    }

    /** A text that cannot be read at all, where {@code fault} begins with it. */
    private static InvalidParameterException unreadable(String name, String fault) {
        return new InvalidParameterException(spelling -> spelling.ofText(name) + fault);
    }

    private static <N> N read(String name, Supplier<N> reader) {
        try {
            return reader.get();
        } catch (NumberFormatException e) {
            throw unreadable(name, e.getMessage());
        }
    }

    private static final class Whole extends ValueType<Integer> {
        Whole(List<Limit> limits) {
            super(Kind.WHOLE, limits);
        }

        @Override
        Integer parse(String name, String text) {
            BigInteger number = read(name, () -> Numbers.whole(text));
            Limit.require(limits(), name, number);
            return number.intValue();
        }

        @Override
        public void requireForm(String text) {
            Numbers.whole(text);
        }
    }

    private static final class Real extends ValueType<Double> {
        Real(List<Limit> limits) {
            super(Kind.REAL, limits);
        }

        @Override
        Double parse(String name, String text) {
            Double number = read(name, () -> Numbers.real(text));
            Limit.require(limits(), name, number);
            return number;
        }

        @Override
        public void requireForm(String text) {
            Numbers.real(text);
        }

        @Override
        String print(Double value) {
            return Decimal.shortest(value);
        }
    }

    private static final class Choice<V> extends ValueType<V> {
        private final List<V> values;

        Choice(List<V> values) {
            super(Kind.CHOICE, List.of());
            this.values = values;
        }

        @Override
        public List<String> choices() {
            return values.stream().map(Object::toString).toList();
        }

        @Override
        V parse(String name, String text) {
            List<String> words = choices();
            if (!words.contains(text)) {
                int last = words.size() - 1;
                throw new InvalidParameterException(spelling -> spelling.of(name) + " is \"" + text + "\": give "
                        + String.join(", ", words.subList(0, last)) + " or " + words.get(last));
            }
            return values.get(words.indexOf(text));
        }
    }

    private static final class Flag extends ValueType<Boolean> {
        Flag() {
            super(Kind.FLAG, List.of());
        }

        @Override
        public boolean isFlag() {
            return true;
        }

        @Override
        Boolean parse(String name, String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw unreadable(name, "\"" + text + "\" is neither true nor false");
            };
        }
    }

    private static final class Text extends ValueType<String> {
        private final Pattern syntax;
        private final String advice;

        Text(Pattern syntax, String advice) {
            super(Kind.TEXT, List.of());
            this.syntax = syntax;
            this.advice = advice;
        }

        @Override
        public boolean isFreeText() {
            return true;
        }

        @Override
        String parse(String name, String text) {
            if (text.length() > MAX_TEXT) {
                throw new InvalidParameterException(spelling -> spelling.of(name) + " has " + text.length()
                        + " characters: give " + MAX_TEXT + " at most");
            }
            if (!text.chars().allMatch(c -> c >= ' ' && c <= '~') || !syntax.matcher(text).matches()) {
                throw new InvalidParameterException(spelling -> spelling.of(name) + " is \"" + text + "\": " + advice);
            }
            return text;
        }
    }
}
