package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juliaset.core.InvalidParameterException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives the options of a render that were not given the values that they have in a file. */
final class Like {
    private static final String OUTPUT = "--output";

    private Like() {}

    /**
     * Sets the options.
     *
     * @param render the command, parsed
     * @param file as it was given
     */
    static void fill(CommandSpec render, String file) {
        InscribedPicture picture = InscribedPicture.read(file);
        CommandLine.ParseResult given = render.commandLine().getParseResult();
        for (OptionSpec option : picture.options()) {
            if (!given.hasMatchedOption(option.longestName())) {
                render.findOption(option.longestName()).setValue(option.getValue());
            }
        }
        if (!given.hasMatchedOption(OUTPUT)) {
            requireOther(Path.of(render.findOption(OUTPUT).<String>getValue()), picture);
        }
    }

    /** Who gives no output file does not expect to lose the one that was given. */
    private static void requireOther(Path output, InscribedPicture picture) {
        try {
            if (Files.exists(output) && Files.isSameFile(output, picture.path())) {
                throw new InvalidParameterException(
                        picture.name() + " would be replaced: name the new file with -o, or this one to replace it");
            }
        } catch (IOException e) {
            throw new InputException(picture.name(), e);
        }
    }
}
