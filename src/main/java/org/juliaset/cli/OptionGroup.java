package org.juliaset.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.function.Function;
import java.util.stream.Stream;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.Numbers;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that belong together. They are described to picocli in code: its annotations, which say the same,
 * take Java a tenth of a second to read at each start.
 */
abstract class OptionGroup {
    private final List<OptionSpec> options = new ArrayList<>();

    /** In the order in which help lists them. */
    final List<OptionSpec> options() {
        return options;
    }

    /** A parser of a command line with these options. The last of several values counts. */
    final CommandLine parser(CommandSpec spec) {
        options.forEach(spec::addOption);
        return new CommandLine(spec)
                .setOverwrittenOptionsAllowed(true)
                .setAllowSubcommandsAsOptionParameters(true);
    }

    final OptionSpec add(OptionSpec.Builder builder) {
        OptionSpec option = builder.preprocessor(new AttachedValue()).build();
        options.add(option);
        return option;
    }

    /** Adds the options of another group here. */
    final <G extends OptionGroup> G add(G group) {
        options.addAll(group.options());
        return group;
    }

    /** An option without a value; see {@link #isSet}. */
    static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).type(Boolean.class);
    }

    /** An option with a text for value, {@code null} where it is neither given nor has a default. */
    static OptionSpec.Builder text(String... names) {
        return OptionSpec.builder(names).type(String.class);
    }

    /** An option with a {@link BigInteger} for value, or {@code null}. */
    static OptionSpec.Builder wholeNumber(String... names) {
        return OptionSpec.builder(names).type(BigInteger.class).converters(converter(Numbers::whole));
    }

    /** An option with a {@link Double} for value, or {@code null}. */
    static OptionSpec.Builder realNumber(String... names) {
        return OptionSpec.builder(names).type(Double.class).converters(converter(Numbers::real));
    }

    /** What reads a value, and throws a {@link NumberFormatException} that says what is wrong with it. */
    static <T> CommandLine.ITypeConverter<T> converter(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (NumberFormatException e) {
                throw new NotANumberException(e.getMessage());
            }
        };
    }

    /**
     * A whole number as an int.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if it is not between {@code least} and {@code most}
     */
    static int between(int least, int most, String name, BigInteger value) {
        Limit.require(Limit.ofWhole(least, most), name, value);
        return value.intValue();
    }

    /** An option that may be given several times, with a list of texts for value, or {@code null}. */
    static OptionSpec.Builder texts(String... names) {
        return OptionSpec.builder(names).type(List.class).auxiliaryTypes(String.class);
    }

    /** Returns the name of an option as it was typed, or the longest one if it was not given. */
    static String asTyped(OptionSpec option) {
        return option.command().commandLine().getParseResult().originalArgs().stream()
                .flatMap(argument -> Stream.of(option.names()).filter(name -> isName(name, argument)))
                .reduce((first, last) -> last)
                .orElse(option.longestName());
    }

    /**
     * Refuses two options that contradict each other.
     *
     * @param advice what to give
     * @throws InvalidParameterException if both are given
     */
    static void exclude(OptionSpec first, OptionSpec second, String advice) {
        if (isGiven(first) && isGiven(second)) {
            throw new InvalidParameterException(
                    asTyped(first) + " and " + asTyped(second) + " are both given: " + advice);
        }
    }

    /** Returns whether an option was given, with a value or as a flag. */
    static boolean isGiven(OptionSpec option) {
        return option.getValue() != null && !Boolean.FALSE.equals(option.getValue());
    }

    private static boolean isName(String name, String argument) {
        boolean isShort = name.length() == 2;
        return argument.equals(name) || argument.startsWith(isShort ? name : name + "=");
    }

    /** Whether a flag was given. */
    static boolean isSet(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** Takes what is attached to an option for its value, also if it looks like another option: {@code -o=-x.png}. */
    private static final class AttachedValue implements CommandLine.IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> state) {
            command.parser().allowOptionsAsOptionParameters(!" ".equals(state.get("separator")));
            return false;
        }
    }
}
