package org.juliaset.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.juliaset.animate.Animation;
import org.juliaset.animate.Ffmpeg;
import org.juliaset.animate.Film;
import org.juliaset.animate.FilmFormat;
import org.juliaset.animate.FilmRender;
import org.juliaset.animate.FilmTarget;
import org.juliaset.animate.FilmTask;
import org.juliaset.animate.Frames;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.Renderer;

/** A film of a {@link Session}, whose frames are computed one by one. Safe for use by several threads. */
public final class SessionFilm {
    private final Frames frames;
    private final FilmRender inMemory;
    private final int coarse;

    /** @param coarse the first frame that shows the grid of the numbers, or -1 */
    SessionFilm(Animation animation, Renderer renderer, int coarse) {
        this.frames = new Frames(animation, renderer);
        this.inMemory = new FilmRender(frames, FilmFormat.RGB, null, false, Progress.NONE);
        this.coarse = coarse;
    }

    /** Returns the frames' size, number and rate. */
    public Film film() {
        return frames.film();
    }

    /** Returns whether frames are the mean of several pictures. */
    public boolean hasShutter() {
        return frames.animation().shutter().isOpen();
    }

    /** Returns a warning about the film, empty if there is none. */
    public String warning() {
        return coarse < 0 ? "" : Animation.shownGrid(coarse);
    }

    /**
     * Checks that frames fit into memory.
     *
     * @throws InvalidParameterException if not
     */
    SessionFilm inMemory() {
        inMemory.requireMemory();
        return this;
    }

    /** Returns the number of frames to compute at the same time. */
    public int ahead() {
        return inMemory.callers();
    }

    /** Returns the parameters of a frame's picture, by name; with a shutter, those of its middle. */
    public Map<String, String> parameters(int frame) {
        return JobText.values(frames.animation().job(frame)).texts();
    }

    /** Calls {@link Frames#pixels(int)}. Stopped, it ends when the rows in hand are computed. */
    public BackgroundCall<byte[]> pixels(int frame) {
        return new BackgroundCall<>(() -> frames.pixels(frame));
    }

    /**
     * Copies the pixels of a frame.
     *
     * @param target receives them; samples of two bytes in the order of this machine
     */
    public void copy(byte[] pixels, ByteBuffer target) {
        if (film().pixels().bits() == Byte.SIZE) {
            target.put(pixels);
        } else {
            target.order(ByteOrder.nativeOrder()).asShortBuffer().put(ByteBuffer.wrap(pixels).asShortBuffer());
        }
    }

    /**
     * How a film is written.
     *
     * @param ffmpegOptions options for ffmpeg, or null
     * @param path folders where ffmpeg is looked for, as the environment lists them
     * @param isResumed whether frames that are there are used
     * @param isKept whether the frames of a film that is one file are kept until it is complete
     */
    public record Output(
            FilmTarget target, String ffmpegOptions, String path, boolean isResumed, boolean isKept) {
        /** Checks what can be checked before anything is computed. */
        void require(Film film) {
            FilmFormat format = target.format();
            target.ffmpegOptions(format, ffmpegOptions);
            format.require(film);
            ffmpeg();
            if (format != FilmFormat.FRAMES) {
                target.requireNoOther(isResumed ? "resume" : null);
            }
        }

        private Path ffmpeg() {
            FilmFormat format = target.format();
            return format.isOfFfmpeg() ? Ffmpeg.find(path, format) : null;
        }
    }

    /** Makes the film. */
    void write(Output output) throws IOException, InterruptedException {
        FilmFormat format = output.target.format();
        new FilmRender(frames, format, null, false, Progress.NONE).requireMemory();
        FilmTask task = new FilmTask(
                frames, format, output.ffmpeg(), output.target.ffmpegOptions(format, output.ffmpegOptions),
                Progress.NONE);
        output.target.write(task, output.isResumed, output.isKept);
    }
}
