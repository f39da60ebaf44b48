package org.juliaset.parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Values of parameters; parameters without a value have their default. Immutable. */
public final class Values {
    /** No values, only defaults. */
    public static final Values NONE = new Values(Map.of());

    /** Values by name. */
    private final Map<String, Object> given;

    private Values(Map<String, Object> given) {
        this.given = given;
    }

    /** Returns these values with one added or replaced. */
    public <T> Values with(Parameter<T> parameter, T value) {
        return over(Map.of(parameter.name(), value));
    }

    /** Returns these values with one added or replaced, parsed from a text. */
    public Values withText(Parameter<?> parameter, String text) {
        return over(Map.of(parameter.name(), parameter.parse(text)));
    }

    /** Returns these values, with all given values of others added or replaced. */
    public Values with(Values others) {
        return over(others.given);
    }

    private Values over(Map<String, Object> others) {
        Map<String, Object> both = new LinkedHashMap<>(given);
        both.putAll(others);
        return new Values(both);
    }

    /** Returns the values of the parameters that a test accepts. */
    public Values only(Predicate<Parameter<?>> wanted) {
        Map<String, Object> some = new LinkedHashMap<>(given);
        some.keySet().removeIf(name -> Parameters.find(name).filter(wanted).isEmpty());
        return new Values(some);
    }

    /** Returns whether a value is given. */
    public boolean has(Parameter<?> parameter) {
        return given.containsKey(parameter.name());
    }

    /** Returns the value of a parameter, or its default; there must be one. */
    public <T> T get(Parameter<T> parameter) {
        return find(parameter).orElseThrow();
    }

    /** Returns the value of a parameter, or its default; empty if there is neither. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        // the methods above put values of the right type only
        @SuppressWarnings("unchecked")
        T value = (T) given.get(parameter.name());
        return value == null ? parameter.defaultIn(this) : Optional.of(value);
    }

    /** Returns all stored values by name, in the order of the table. */
    public Map<String, Object> kept() {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Parameter<?> parameter : Parameters.all()) {
            value(parameter).ifPresent(value -> kept.put(parameter.name(), value));
        }
        return kept;
    }

    /** Returns all stored values as texts, which {@link #read} reads as the same values. */
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

    /** Returns the stored text of a value. */
    <T> Optional<String> text(Parameter<T> parameter) {
        return value(parameter).map(parameter::print);
    }

    /**
     * Parses values.
     *
     * @throws InvalidParameterException if a name is unknown or a value is invalid
     */
    public static Values of(Map<String, String> texts) {
        return of(texts, "use one of " + Parameters.all().stream().map(Parameter::name)
                .collect(Collectors.joining(", ")));
    }

    /**
     * Parses all stored values of a picture.
     *
     * @param software the program that stored them, for messages
     * @throws InvalidParameterException likewise, or if one is missing that every such picture is kept with
     */
    public static Values read(Map<String, String> texts, String software) {
        Values values = of(texts, "use the one that made it, " + software);
        for (Parameter<?> parameter : Parameters.all()) {
            if (!parameter.isOptional() && !values.has(parameter) && values.find(parameter).isPresent()) {
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
