package org.juliaset.parameters;

import java.util.Map;
import java.util.Optional;

/**
 * The spelling of parameters in messages of a front end: {@code --resume} on a command line, {@code resume=True} in
 * Python. A message that names a parameter is built with it.
 *
 * @param words by the library's names: those of {@link Parameters}, and {@code resume}, {@code memory} (what gives
 *     Java more), {@code float32} (what computes in it), {@code stream} (standard output for a file) {@code text}
 *     (what begins a message about the text of a value, with {@code %s} for the parameter) and {@code option} (a
 *     parameter as it is given, likewise)
 */
public record Spelling(Map<String, String> words) {
    /** The spelling of the library. */
    public static final Spelling LIBRARY =
            new Spelling(Map.of("resume", "Interruption.RESUME", "memory", "Java's option -Xmx"));

    /** Returns the spelling of a parameter; the library's name if there is no other. */
    public String of(String parameter) {
        return words.getOrDefault(parameter, parameter);
    }

    /** Returns a parameter as it is given, in advice to give it; {@link #of} if that is not spelled otherwise. */
    public String asGiven(String parameter) {
        String option = words.get("option");
        return option == null ? of(parameter) : String.format(option, parameter);
    }

    /** The beginning of a message about the text of a parameter's value, which is to follow. */
    public String ofText(String parameter) {
        return String.format(words.getOrDefault("text", "%s: "), of(parameter));
    }

    /** Advice to use a parameter, as part of a sentence; empty for a front end that does not have it. */
    public String advice(String before, String parameter, String after) {
        return Optional.ofNullable(words.get(parameter)).map(word -> before + word + after).orElse("");
    }
}
