package org.juliaset.cli;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.juliaset.parameters.InvalidParameterException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that a file keeps, to read them from there as from a command line. */
final class PictureOptions extends OptionGroup {
    final JuliaOptions julia = add(new JuliaOptions());

    final PrecisionOption precision = add(new PrecisionOption());

    /** With a value, which it has in a file. */
    private final OptionSpec fast = add(flag("--fast").arity("1"));

    private final CommandLine parser = parser(CommandSpec.create());

    /**
     * Reads options from where they were kept, through the parsers of a command line.
     *
     * @param parameters values by name; each option has one
     * @param software that wrote them, for messages
     * @throws InvalidParameterException if one is missing or not known
     * @throws CommandLine.ParameterException if one has no value that it can have
     */
    void parse(Map<String, String> parameters, String software) {
        Set<String> missing = new LinkedHashSet<>();
        options().forEach(option -> missing.add(nameOf(option)));
        for (String parameter : parameters.keySet()) {
            if (!missing.remove(parameter)) {
                throw new InvalidParameterException(
                        parameter + " is not known to this version: use the one that made it, " + software);
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidParameterException(missing.iterator().next() + " is missing");
        }
        parser.parseArgs(parameters.entrySet().stream()
                .map(parameter -> "--" + parameter.getKey() + "=" + parameter.getValue())
                .toArray(String[]::new));
    }

    /** The name that a file has for an option. */
    static String nameOf(OptionSpec option) {
        return option.longestName().substring("--".length());
    }

    boolean isFast() {
        return isSet(fast);
    }
}
