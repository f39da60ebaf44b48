package org.juliaset.animate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.juliaset.parameters.InvalidParameterException;

/**
 * Where a film goes: to one file, or to a file for each frame.
 *
 * @param name as it was given, for messages
 * @param file its path; for files of frames with the place of their number, such as {@code %06d}
 */
public record FilmTarget(String name, Path file) {
    private static final String OUTPUT = "output";

    /** @throws InvalidParameterException if its suffix names no format */
    public FilmFormat format() {
        String last = file.getFileName() == null ? "" : file.getFileName().toString();
        if (last.toLowerCase(Locale.ROOT).endsWith(".png")) {
            return FilmFormat.FRAMES;
        }
        return FilmFormat.of(last).orElseThrow(() -> new InvalidParameterException(spelling -> spelling.of(OUTPUT)
                + " \"" + name + "\" has no suffix that names a film: use one of " + FilmFormat.suffixes()
                + ", or frames/%06d.png"));
    }

    /** Returns the files of frames. */
    public FrameFolder frames() {
        Path path = file.toAbsolutePath();
        return new FrameFolder(path.getParent(), path.getFileName().toString());
    }

    /**
     * Returns options for ffmpeg.
     *
     * @param format of the film
     * @param text as it was given, null for none
     * @throws InvalidParameterException if ffmpeg does not make the film, or a quote is not closed
     */
    public List<String> ffmpegOptions(FilmFormat format, String text) {
        if (text == null) {
            return List.of();
        }
        if (!format.isOfFfmpeg()) {
            throw new InvalidParameterException(spelling -> spelling.asGiven("ffmpeg-options") + " is given, and ffmpeg"
                    + " does not make " + spelling.of(OUTPUT) + " \"" + name + "\": leave it out");
        }
        return Ffmpeg.words(text);
    }

    /**
     * Checks that nothing of the user's is replaced without being asked for.
     *
     * @param continuation the name of the parameter that says to use frames that are there; null if none does
     * @throws InvalidParameterException if frames of a film are there and are not to be used, or another film is
     */
    public void requireNoOther(String continuation) {
        FilmFolder folder = FilmFolder.of(file);
        if (folder.isThere() && continuation == null) {
            throw new InvalidParameterException(spelling -> name + ".frames has frames of an interrupted film: use them"
                    + " with " + spelling.of("resume") + ", or remove the folder");
        }
        if (!folder.isThere() && continuation != null && Files.exists(folder.target())) {
            throw new InvalidParameterException(spelling -> name + " is there, and does not say which film it is: to"
                    + " replace it leave out " + spelling.asGiven(continuation) + ", or choose another name");
        }
    }

    /**
     * Makes the film.
     *
     * @param isResumed whether frames that are there are used
     * @param isKept whether the frames of a film that is one file are kept until it is complete
     * @return the number of frames that were there
     * @throws InvalidParameterException if other pictures are there, or the format cannot hold a frame
     * @throws IOException if writing fails
     */
    public int write(FilmTask task, boolean isResumed, boolean isKept) throws IOException, InterruptedException {
        if (task.format() == FilmFormat.FRAMES) {
            return task.toFolder(frames(), frame -> true, isResumed);
        }
        FilmFolder folder = FilmFolder.of(file);
        if (isKept || isResumed) {
            return task.toFile(folder);
        }
        task.toFile(folder.target());
        return 0;
    }
}
