package org.juliaset.animate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.Progress;
import org.juliaset.storage.PartialFile;

/**
 * Makes a film, as files of frames, as one file, or as a stream.
 *
 * @param frames the frames
 * @param format what they become
 * @param ffmpeg the program, null for a format that is not of ffmpeg
 * @param ffmpegOptions those of the user
 * @param progress receives the number of pixels of finished frames
 */
public record FilmTask(
        Frames frames, FilmFormat format, Path ffmpeg, List<String> ffmpegOptions, Progress progress) {
    private static final IntPredicate ALL = frame -> true;

    /**
     * Makes files of frames in a folder, which is created if it is not there.
     *
     * @param wanted which frames
     * @param resume whether those that are there stay
     * @return the number of frames that were there
     * @throws InvalidParameterException if other pictures are there
     * @throws IOException if writing fails
     */
    public int toFolder(FrameFolder folder, IntPredicate wanted, boolean resume)
            throws IOException, InterruptedException {
        folder.create();
        return new FilmRender(frames, FilmFormat.FRAMES, folder, resume, progress).run(wanted, null);
    }

    /**
     * Makes the frames of a part of a film that is one file, for {@link FilmJoin}.
     *
     * @return the number of frames that were there
     */
    public int toPart(FilmFolder folder, IntPredicate wanted) throws IOException, InterruptedException {
        folder.begin(description());
        return new FilmRender(frames, FilmFormat.FRAMES, folder.frames(), true, progress).run(wanted, null);
    }

    private FilmFolder.Description description() {
        return FilmFolder.Description.of(frames.animation(), frames.film(), ffmpegOptions);
    }

    /**
     * Makes a film that is one file, which appears under its name when it is complete. Until then its frames are kept.
     *
     * @return the number of frames that were there
     * @throws InvalidParameterException if the format cannot hold a frame; frames of this call are not kept, since
     *     with other parameters none is of use
     */
    public int toFile(FilmFolder folder) throws IOException, InterruptedException {
        boolean isNew = !folder.isThere();
        try {
            folder.begin(description());
            int found = writeFile(folder.unfinished(), writer ->
                    new FilmRender(frames, format, folder.frames(), true, progress).run(ALL, writer));
            folder.remove();
            return found;
        } catch (InvalidParameterException e) {
            if (isNew && folder.isThere()) {
                folder.remove();
            }
            throw e;
        }
    }

    /** Makes such a film without keeping its frames. */
    public void toFile(Path target) throws IOException, InterruptedException {
        writeFile(PartialFile.create(target), writer ->
                new FilmRender(frames, format, null, false, progress).run(ALL, writer));
    }

    /** Passes frames to a writer. */
    interface Source {
        int run(FilmWriter writer) throws IOException, InterruptedException;
    }

    private int writeFile(PartialFile unfinished, Source source)
            throws IOException, InterruptedException {
        return writeFile(unfinished, format, frames.film(), ffmpeg, ffmpegOptions, source);
    }

    /** @param unfinished is closed */
    static int writeFile(
            PartialFile unfinished, FilmFormat format, Film film, Path ffmpeg, List<String> ffmpegOptions,
            Source source)
            throws IOException, InterruptedException {
        try (PartialFile file = unfinished;
                FilmWriter writer = format.isOfFfmpeg()
                        ? Ffmpeg.start(ffmpeg, ffmpegOptions, format, film, file.path())
                        : FilmWriter.of(format, film, file.stream())) {
            int found = source.run(writer);
            file.complete();
            return found;
        }
    }

    /** Makes a film on a stream, which stays open. Nothing is kept. */
    public void toStream(OutputStream out) throws IOException, InterruptedException {
        new FilmRender(frames, format, null, false, progress).run(ALL, FilmWriter.of(format, frames.film(), out));
    }
}
