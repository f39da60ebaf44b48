package org.juliaset.parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values of some parameters; those of the others are their defaults. Immutable. */
public final class Values {
    /** All defaults. */
    public static final Values NONE = new Values(Map.of());

    /** By name. */
    private final Map<String, Object> given;

    private Values(Map<String, Object> given) {
        this.given = given;
    }

    /** These, with one more or another. */
    public <T> Values with(Parameter<T> parameter, T value) {
        return over(Map.of(parameter.name(), value));
    }

    /** These, with one more or another that is read from a text. */
    public Values withText(Parameter<?> parameter, String text) {
        return over(Map.of(parameter.name(), parameter.parse(text)));
    }

    /** These, with those of others where they are given there. */
    public Values with(Values others) {
        return over(others.given);
    }

    private Values over(Map<String, Object> others) {
        Map<String, Object> both = new LinkedHashMap<>(given);
        both.putAll(others);
        return new Values(both);
    }

    /** Whether a value is given, so that it is not the default by being left out. */
    public boolean has(Parameter<?> parameter) {
        return given.containsKey(parameter.name());
    }

    /** The value of a parameter that has one or a default. */
    public <T> T get(Parameter<T> parameter) {
        return find(parameter).orElseThrow();
    }

    /** The value of a parameter, its default, or empty where it has neither. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        // put by one of the methods above, with the value's own type
        @SuppressWarnings("unchecked")
        T value = (T) given.get(parameter.name());
        return value == null ? parameter.defaultIn(this) : Optional.of(value);
    }

    /** Every value that is kept with a picture, by name and in the table's order. */
    public Map<String, Object> kept() {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Parameter<?> parameter : Parameters.all()) {
            value(parameter).ifPresent(value -> kept.put(parameter.name(), value));
        }
        return kept;
    }

    /** Likewise as texts, of which {@link #read} makes the same values. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Parameter<?> parameter : Parameters.all()) {
            text(parameter).ifPresent(text -> texts.put(parameter.name(), text));
        }
        return texts;
    }

    private <T> Optional<T> value(Parameter<T> parameter) {
        Optional<T> value = find(parameter);
        boolean isLeftOut = parameter.isOptional() && Objects.equals(value, parameter.defaultIn(this));
        return isLeftOut ? Optional.empty() : value;
    }

    /** The text of a value that is kept with a picture. */
    <T> Optional<String> text(Parameter<T> parameter) {
        return value(parameter).map(parameter::print);
    }

    /**
     * Reads values from texts.
     *
     * @throws InvalidParameterException if there is no parameter of a name, or it cannot have the value
     */
    public static Values of(Map<String, String> texts) {
        return of(texts, "use one of " + Parameters.all().stream().map(Parameter::name)
                .collect(Collectors.joining(", ")));
    }

    /**
     * Reads all values of a picture from where they are kept.
     *
     * @param software that has written them, for messages
     * @throws InvalidParameterException likewise, or if one is missing that every picture is kept with
     */
    public static Values read(Map<String, String> texts, String software) {
        Values values = of(texts, "use the one that made it, " + software);
        for (Parameter<?> parameter : Parameters.all()) {
            if (!parameter.isOptional() && !values.has(parameter)) {
                throw new InvalidParameterException(parameter.name() + " is missing");
            }
        }
        return values;
    }

    private static Values of(Map<String, String> texts, String advice) {
        Values values = NONE;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            Parameter<?> parameter = Parameters.find(entry.getKey())
                    .orElseThrow(() -> new InvalidParameterException(
                            entry.getKey() + " is not known to this version: " + advice));
            values = values.withText(parameter, entry.getValue());
        }
        return values;
    }
}
