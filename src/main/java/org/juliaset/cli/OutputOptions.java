package org.juliaset.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.CountsFile;
import org.juliaset.render.Destination;
import org.juliaset.render.MemoryBudget;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.storage.OnInterrupt;
import picocli.CommandLine.Model.OptionSpec;

/** Options for the output file, and for its unfinished parts. */
final class OutputOptions extends OptionGroup {
    private static final String STANDARD_OUTPUT = "-";
    private static final String DEFAULT = "plot.png";

    private final OptionSpec output = add(text("-o", "--output")
            .paramLabel("FILE")
            .description("where the picture goes; the suffix chooses the format: .png, .npy (the counts), .tif,"
                    + " .bmp, .gif, .pgm, .ppm, .pcx, .dzi (Deep Zoom, with a viewer); - is PNG on standard"
                    + " output (" + DEFAULT + ")"));

    /** Null for a command that only speaks of the file. */
    private final OptionSpec resume;

    private final OptionSpec keepPartial;

    private final Console console;

    OutputOptions(Console console) {
        this(console, true);
    }

    /** @param isWritten whether the command writes the file, so that it can be resumed */
    OutputOptions(Console console, boolean isWritten) {
        this.console = console;
        this.resume = !isWritten ? null : add(flag("--resume")
                .description("resume what an interrupted render of the same picture has left, if it has; if this one is"
                        + " interrupted, leave what there is (" + PictureFormat.resumable() + ")"));
        this.keepPartial = !isWritten ? null : add(flag("--keep-partial")
                .description("if this render is interrupted, leave what there is, for --resume"));
    }

    /** Returns the name as the user gave it, or the default. */
    String name() {
        return isGiven() ? output.getValue() : DEFAULT;
    }

    /** @throws InvalidParameterException if the suffix names none */
    PictureFormat format() {
        if (isStandardOutput()) {
            return PictureFormat.PNG;
        }
        return PictureFormat.of(file().getFileName() == null ? "" : file().getFileName().toString())
                .orElseThrow(() -> new InvalidParameterException("output \"" + name()
                        + "\" has no suffix that names a format: use one of " + PictureFormat.knownSuffixes()));
    }

    /** Returns whether the option to resume an unfinished picture is given. */
    boolean isResume() {
        return isResumed() && !isStandardOutput();
    }

    private boolean isResumed() {
        return resume != null && isSet(resume);
    }

    private boolean isKept() {
        return keepPartial != null && isSet(keepPartial);
    }

    /**
     * Makes all checks that are possible before the picture is computed.
     *
     * @return the destination; empty for standard output
     * @throws InvalidParameterException if nothing can be written there, or it cannot be resumed though that is asked
     *     for
     * @throws OutputException if what is there cannot be read
     */
    Optional<Destination> require(RenderJob job) {
        if ((isResumed() || isKept()) && (isStandardOutput() || !job.format().streams())) {
            throw new InvalidParameterException((isResumed() ? "--resume" : "--keep-partial")
                    + " cannot go with output \"" + name() + "\": only "
                    + PictureFormat.resumable() + " can be resumed");
        }
        if (isStandardOutput()) {
            MemoryBudget.require(job);
            console.terminal().requireRedirected();
            return Optional.empty();
        }
        try {
            return Optional.of(Destination.of(job, file(), interruption()));
        } catch (IOException e) {
            throw new OutputException(name(), file(), e);
        }
    }

    /**
     * Checks that a picture can be made in parts.
     *
     * @throws InvalidParameterException if not
     */
    void requireForParts(RenderJob job) {
        if (isResumed() || isKept()) {
            throw new InvalidParameterException((isResumed() ? "--resume" : "--keep-partial")
                    + " cannot go with --part: what is there of a part is kept and resumed, leave it out");
        }
        if (isStandardOutput() || !job.format().streams()) {
            throw new InvalidParameterException("--part cannot go with output \"" + name() + "\": only "
                    + PictureFormat.resumable() + " can be made in parts");
        }
    }

    /**
     * Returns the parameters of the finished or unfinished picture of this name, from its metadata or its journal; none
     * if there is none.
     *
     * @throws InvalidParameterException if what they say is no picture's
     * @throws OutputException if they cannot be read
     */
    Values valuesThere() {
        Map<String, String> begun;
        try {
            begun = Destination.parameters(file());
        } catch (IOException e) {
            throw new OutputException(name(), file(), e);
        }
        try {
            return begun.isEmpty() ? Values.NONE : Values.read(begun, "another version of it");
        } catch (InvalidParameterException e) {
            throw new InvalidParameterException(spelling ->
                    name() + " was begun with parameters that no picture has: " + e.message(spelling));
        }
    }

    /**
     * Checks that the default output name does not replace an input picture, if --output is not given.
     *
     * @throws InvalidParameterException if it would
     */
    void requireOther(PictureMetadata picture) {
        if (isGiven()) {
            return;
        }
        try {
            if (Files.exists(file()) && Files.isSameFile(file(), picture.path())) {
                throw new InvalidParameterException(
                        picture.name() + " would be replaced: name the new file with -o, or this one to replace it");
            }
        } catch (IOException e) {
            throw new InputException(picture.name(), picture.path(), e);
        }
    }

    /** Returns whether a name was given. */
    boolean isGiven() {
        return output.getValue() != null;
    }

    /**
     * @throws OutputException if writing fails
     * @throws UncheckedIOException with a {@link CountsFile.UnreadableException}, if the renderer's counts fail
     */
    RenderReport render(Renderer renderer, RenderJob job, Progress progress) throws InterruptedException {
        Progress notices = ResumeMessages.forPicture(name(), progress, console);
        try {
            return isStandardOutput()
                    ? renderer.render(job, console.pictures(), notices)
                    : renderer.render(job, file(), interruption(), notices);
        } catch (CountsFile.UnreadableException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw isStandardOutput()
                    ? new OutputException("to standard output", e)
                    : new OutputException(name(), file(), e);
        }
    }

    private OnInterrupt interruption() {
        if (isResumed()) {
            return OnInterrupt.RESUME;
        }
        return isKept() ? OnInterrupt.KEEP : OnInterrupt.KEEP_AFTER_FAILURE;
    }

    boolean isStandardOutput() {
        return name().equals(STANDARD_OUTPUT);
    }

    /** @throws InvalidParameterException if it is no file's name */
    Path file() {
        if (name().endsWith("/")) {
            throw new InvalidParameterException("output \"" + name() + "\" is a folder: give the name of a file");
        }
        try {
            return console.path(name());
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("output \"" + name() + "\" is no file name: " + e.getReason());
        }
    }
}
