package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.juliaset.parameters.InvalidParameterException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives the options of a render that were not given the values that they have in a file. */
final class OptionsFromPicture {
    private static final String OUTPUT = "--output";

    private OptionsFromPicture() {}

    /**
     * Sets the options.
     *
     * @param render the command, parsed
     * @param file as it was given
     */
    static void fill(CommandSpec render, String file, Console console) {
        PictureMetadata picture = PictureMetadata.read(file, console);
        fill(render, picture.options());
        CommandLine.ParseResult given = render.commandLine().getParseResult();
        if (!given.hasMatchedOption(OUTPUT)) {
            requireOther(console.path(render.findOption(OUTPUT).getValue()), picture);
        }
    }

    /**
     * Sets the options as they were when the output was begun, if it says how that was.
     *
     * @throws InvalidParameterException if what it says is no picture's
     */
    static void fillAsBegun(CommandSpec render, OutputOptions output) {
        Map<String, String> begun = output.parametersThere();
        if (begun.isEmpty()) {
            return;
        }
        PictureOptions options = new PictureOptions();
        try {
            options.parse(begun, "another version of it");
        } catch (InvalidParameterException | CommandLine.ParameterException e) {
            throw new InvalidParameterException(
                    output.name() + " was begun with parameters that no picture has: " + e.getMessage());
        }
        fill(render, options.options());
    }

    private static void fill(CommandSpec render, List<OptionSpec> options) {
        CommandLine.ParseResult given = render.commandLine().getParseResult();
        for (OptionSpec option : options) {
            if (!given.hasMatchedOption(option.longestName())) {
                render.findOption(option.longestName()).setValue(option.getValue());
            }
        }
    }

    /** Without --output, the default name must not replace the picture that was given. */
    private static void requireOther(Path output, PictureMetadata picture) {
        try {
            if (Files.exists(output) && Files.isSameFile(output, picture.path())) {
                throw new InvalidParameterException(
                        picture.name() + " would be replaced: name the new file with -o, or this one to replace it");
            }
        } catch (IOException e) {
            throw new InputException(picture.name(), picture.path(), e);
        }
    }
}
