package org.juliaset.cli;

import java.util.HashMap;
import java.util.Map;
import org.juliaset.color.Palettes;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import picocli.CommandLine.Model.OptionSpec;

/** Options that are read from the table of parameters, name, default and help. */
final class ParameterOptions extends OptionGroup {
    private final Iterable<Parameter<?>> parameters;
    private final Map<String, OptionSpec> byName = new HashMap<>();
    private final Console console;

    ParameterOptions(Iterable<Parameter<?>> parameters, Console console) {
        this.parameters = parameters;
        this.console = console;
        for (Parameter<?> parameter : parameters) {
            byName.put(parameter.name(), add(option(parameter)));
        }
    }

    private static OptionSpec.Builder option(Parameter<?> parameter) {
        String[] names = parameter.shortName().isEmpty()
                ? new String[] {longName(parameter)}
                : new String[] {shortestName(parameter), longName(parameter)};
        if (parameter.type().isFlag()) {
            return flag(names).description(help(parameter));
        }
        // without picocli's default, so that it is known what was given
        String meaning = parameter.usual() == null ? "" : " (" + parameter.usual() + ")";
        return text(names)
                .hidden(parameter.topic() == Parameter.Topic.FOUND)
                .converters(converter(text -> {
                    parameter.type().requireForm(text);
                    return text;
                }))
                .paramLabel(parameter.label())
                .completionCandidates(candidates(parameter))
                .description(help(parameter) + meaning);
    }

    /** Values that a shell may complete. */
    private static Iterable<String> candidates(Parameter<?> parameter) {
        return parameter == Parameters.PALETTE
                ? () -> Palettes.builtIn().stream().map(Palettes.BuiltIn::name).iterator()
                : () -> parameter.type().choices().iterator();
    }

    /** As picocli takes it, which has a meaning for percent signs. */
    private static String help(Parameter<?> parameter) {
        return parameter.help().replace("%", "%%");
    }

    /** Returns the long option as it is typed. */
    static String longName(Parameter<?> parameter) {
        return "--" + parameter.name();
    }

    /** Returns the short option as it is typed, or the long one if there is none. */
    static String shortestName(Parameter<?> parameter) {
        return parameter.shortName().isEmpty() ? longName(parameter) : "-" + parameter.shortName();
    }

    /** Returns the option of a parameter of this group. */
    OptionSpec optionOf(Parameter<?> parameter) {
        return byName.get(parameter.name());
    }

    /**
     * Returns the values of the options that were given.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if one cannot have its value
     */
    Values values() {
        Values values = Values.NONE;
        for (Parameter<?> parameter : parameters) {
            Object given = optionOf(parameter).getValue();
            if (given != null) {
                values = values.withText(parameter, given.toString());
            }
        }
        if (values.has(Parameters.PALETTE)) {
            // a file's palette is kept as its stops
            String palette = values.get(Parameters.PALETTE);
            values = values.with(Parameters.PALETTE, Palettes.find(palette, console.path("")).toString());
        }
        return values;
    }
}
