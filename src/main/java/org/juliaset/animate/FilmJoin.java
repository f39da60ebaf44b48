package org.juliaset.animate;

import java.io.IOException;
import java.nio.file.Path;
import org.juliaset.concurrent.SpareArrays;
import org.juliaset.pipeline.Progress;

/** Makes a film of frames that were made in parts, without computing any. */
public final class FilmJoin {
    private final FilmFolder folder;
    private final FilmFolder.Description description;
    private final FilmFormat format;

    /**
     * Reads what film it is.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if the folder does not say
     */
    public FilmJoin(FilmFolder folder, FilmFormat format) throws IOException {
        this.folder = folder;
        this.description = folder.description();
        this.format = format;
    }

    /** Returns the film. */
    public Film film() {
        return description.film();
    }

    /**
     * Returns the first frame that is missing; the number of frames if all are there.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if they are of different films
     */
    public int firstMissing() throws IOException {
        return folder.firstMissing(description);
    }

    /**
     * Writes the film. It appears under its name when it is complete.
     *
     * @param ffmpeg the program, null for a format that is not of ffmpeg
     * @param progress receives the number of pixels of written frames
     * @throws org.juliaset.image.DamagedFileException if the file of a frame is damaged
     */
    public void run(Path ffmpeg, Progress progress) throws IOException, InterruptedException {
        Film film = film();
        SpareArrays spare = new SpareArrays(1);
        FilmTask.writeFile(folder.unfinished(), format, film, ffmpeg, description.ffmpegOptions(), writer -> {
            for (int frame = 0; frame < film.frames(); frame++) {
                byte[] given = format.isOfPng()
                        ? folder.frames().file(frame)
                        : folder.frames().pixels(frame, film);
                byte[] encoded = writer.encode(frame, given, spare);
                writer.write(encoded);
                if (format.isOfEqualFrames()) {
                    spare.give(encoded);
                }
                progress.finished((frame + 1L) * film.width() * film.height());
            }
            writer.finish();
            return film.frames();
        });
    }

    /** Removes the frames, once the film is complete. */
    public void remove() throws IOException {
        folder.remove();
    }
}
