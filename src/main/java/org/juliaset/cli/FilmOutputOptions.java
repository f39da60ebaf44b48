package org.juliaset.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.juliaset.animate.FilmFormat;
import org.juliaset.animate.FilmTarget;
import org.juliaset.parameters.InvalidParameterException;
import picocli.CommandLine.Model.OptionSpec;

/** Options for what a film becomes. */
final class FilmOutputOptions extends OptionGroup {
    private static final String STANDARD_OUTPUT = "-";
    private static final String DEFAULT = "film.mp4";

    /** Names of the options besides that of the file, in the order of help. */
    static final List<String> NAMES = List.of("--format", "--ffmpeg-options");

    private final OptionSpec output = add(text("-o", "--output")
            .paramLabel("FILE")
            .description("where the film goes: a .png with the number of a frame in its name, such as"
                    + " frames/%%06d.png, for a picture of each; .mp4, .webm or .mkv by ffmpeg, .apng, .gif, .y4m or"
                    + " .rgb; - is standard output (" + DEFAULT + ")"));

    private final OptionSpec format = add(text("--format")
            .paramLabel("FORMAT")
            .description("what goes to standard output: y4m, or rgb, the bytes of pixels (y4m)"));

    private final OptionSpec ffmpegOptions = add(text("--ffmpeg-options")
            .paramLabel("OPTIONS")
            .description("options of ffmpeg for the film, in quotes, after the program's own; with a codec among them,"
                    + " the program gives none of its own for it"));

    private final Console console;

    FilmOutputOptions(Console console) {
        this.console = console;
    }

    /** Returns the name as it was given, or the default. */
    String name() {
        return output.getValue() == null ? DEFAULT : output.getValue();
    }

    boolean isStandardOutput() {
        return name().equals(STANDARD_OUTPUT);
    }

    /** @throws InvalidParameterException if the name or the option names none */
    FilmFormat format() {
        String given = format.getValue();
        if (isStandardOutput()) {
            return switch (given == null ? "y4m" : given) {
                case "y4m" -> FilmFormat.Y4M;
                case "rgb" -> FilmFormat.RGB;
                default -> throw new InvalidParameterException("format is \"" + given + "\": give y4m or rgb");
            };
        }
        if (given != null) {
            throw new InvalidParameterException("--format is given, and output \"" + name() + "\" has a suffix: leave"
                    + " it out, or give -o - for standard output");
        }
        return target().format();
    }

    /** Returns where the film goes, unless that is standard output. */
    FilmTarget target() {
        return new FilmTarget(name(), file());
    }

    /** Returns the options for ffmpeg. */
    List<String> ffmpegOptions(FilmFormat film) {
        return target().ffmpegOptions(film, ffmpegOptions.getValue());
    }

    /** @throws InvalidParameterException if it is no file's name */
    Path file() {
        if (name().endsWith("/")) {
            throw new InvalidParameterException("output \"" + name() + "\" is a folder: give the name of a file, or"
                    + " " + name() + "%06d.png for a picture of each frame");
        }
        try {
            return console.path(name());
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("output \"" + name() + "\" is no file name: " + e.getReason());
        }
    }
}
