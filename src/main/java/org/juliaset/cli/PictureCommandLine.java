package org.juliaset.cli;

import java.util.Map;
import java.util.stream.Collectors;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;

/** The command line that makes a picture. */
final class PictureCommandLine {
    private PictureCommandLine() {}

    /**
     * Returns a command line, with quotes where a shell needs them.
     *
     * @param texts the picture's parameters by name, all of those that it is not to take defaults for
     * @param output the file name
     */
    static String of(Map<String, String> texts, String output) {
        String options = Parameters.all().stream()
                .filter(parameter -> texts.containsKey(parameter.name()))
                .map(parameter -> argument(parameter, texts.get(parameter.name())))
                .collect(Collectors.joining());
        return Main.NAME + options + " " + Shell.word("-o=" + output);
    }

    private static String argument(Parameter<?> parameter, String value) {
        if (parameter.type().isFlag()) {
            return Boolean.parseBoolean(value) ? " " + ParameterOptions.longName(parameter) : "";
        }
        return " " + Shell.word(ParameterOptions.shortestName(parameter) + "=" + value);
    }
}
