package org.juliaset.animate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import org.juliaset.concurrent.Pools;
import org.juliaset.image.DamagedFileException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;
import org.juliaset.pipeline.Progress;

/**
 * Makes the frames of a film side by side, and passes them to a writer in order. A few frames are in flight at a time,
 * which bounds the memory: while writing is slow, no frame is begun.
 */
public final class FilmRender {
    /** Frames that are made at the same time: while the last rows of one are computed, others use the free cores. */
    private static final int CALLERS = 3;

    /** Frames that are made or wait to be written, for each that is made. */
    private static final int WAITING = 2;

    /** Part of the heap for frames in flight. */
    private static final int PART_OF_HEAP = 2;

    /** The longest array that all versions of Java have. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private static final byte[] NOTHING = {};

    private final Frames frames;
    private final FilmFormat format;
    private final FrameFolder kept;
    private final boolean resume;
    private final Progress progress;
    private int found;

    /**
     * @param kept where the files of frames go, null if they are not kept
     * @param resume whether frames that are there are used
     * @param progress receives the number of pixels of finished frames
     */
    public FilmRender(
            Frames frames, FilmFormat format, FrameFolder kept, boolean resume, Progress progress) {
        this.frames = frames;
        this.format = format;
        this.kept = kept;
        this.resume = resume;
        this.progress = progress;
    }

    /**
     * Checks that frames in flight fit into memory.
     *
     * @throws InvalidParameterException with the sizes, if not
     */
    public void requireMemory() {
        if (isStreamed()) {
            return;
        }
        if (frames.film().frameBytes() > MAX_ARRAY) {
            throw new InvalidParameterException("a frame takes " + Quantity.ofMemory(frames.film().frameBytes())
                    + ", and 2 GiB are the most in memory: give a smaller size, or use frames/%06d.png");
        }
        if (inFlight() < 1) {
            throw new InvalidParameterException(spelling -> "a frame in memory takes "
                    + Quantity.ofMemory(bytesOfFrame()) + " and "
                    + Quantity.ofMemory(Runtime.getRuntime().maxMemory() / (double) PART_OF_HEAP)
                    + " are there: give a smaller size, or more memory with " + spelling.of("memory")
                    + ", or use frames/%06d.png");
        }
    }

    /** Whether files of frames are written band by band. */
    private boolean isStreamed() {
        return format == FilmFormat.FRAMES && !frames.animation().shutter().isOpen();
    }

    /** Bytes of a frame in flight: its pixels, an encoded form, and what they are made of. */
    private double bytesOfFrame() {
        return 3.0 * frames.film().frameBytes();
    }

    /** Returns the number of frames that are made at the same time. */
    public int callers() {
        return isStreamed() ? CALLERS : (int) Math.max(1, Math.min(CALLERS, inFlight() / WAITING));
    }

    private double inFlight() {
        return Runtime.getRuntime().maxMemory() / (double) PART_OF_HEAP / bytesOfFrame();
    }

    /**
     * Makes frames.
     *
     * @param wanted which of them
     * @param writer receives them in order, null if their files are all
     * @return the number of frames that were there
     * @throws org.juliaset.compute.EngineException if the device fails
     * @throws IOException if writing fails
     */
    public int run(IntPredicate wanted, FilmWriter writer) throws IOException, InterruptedException {
        int callers = callers();
        ExecutorService pool = Pools.open("juliaset-frame-", callers);
        Queue<Future<byte[]>> waiting = new ArrayDeque<>();
        try {
            int next = 0;
            long done = 0;
            int count = frames.film().frames();
            while (next < count || !waiting.isEmpty()) {
                for (; next < count && waiting.size() < callers * WAITING; next++) {
                    int frame = next;
                    if (wanted.test(frame)) {
                        waiting.add(pool.submit(() -> make(frame, writer)));
                    }
                }
                if (!waiting.isEmpty()) {
                    byte[] encoded = waiting.remove().get();
                    if (writer != null) {
                        writer.write(encoded);
                        if (format.isOfEqualFrames()) {
                            frames.spare().give(encoded);
                        }
                    }
                    done++;
                    progress.finished(done * frames.film().width() * frames.film().height());
                }
            }
            if (writer != null) {
                writer.finish();
            }
            return found;
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            Pools.close(pool);
        }
    }

    private static IOException cause(ExecutionException e) throws IOException, InterruptedException {
        if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error failure) {
            throw failure;
        }
        if (e.getCause() instanceof InterruptedException failure) {
            throw failure;
        }
        return (IOException) e.getCause();
    }

    private byte[] make(int frame, FilmWriter writer) throws IOException, InterruptedException {
        if (resume && kept.has(frame, frames.animation().identity(frame))) {
            count();
            if (writer == null) {
                return NOTHING;
            }
            try {
                return encode(
                        frame, format.isOfPng() ? kept.file(frame) : kept.pixels(frame, frames.film()), writer);
            } catch (DamagedFileException e) {
                // it is made again
            }
        }
        if (writer == null) {
            kept.put(frame, out -> frames.png(frame, out));
            return NOTHING;
        }
        return encode(frame, format.isOfPng() ? png(frame) : pixels(frame), writer);
    }

    private byte[] encode(int frame, byte[] given, FilmWriter writer) throws IOException {
        byte[] encoded = writer.encode(frame, given, frames.spare());
        if (encoded != given && !format.isOfPng()) {
            frames.spare().give(given);
        }
        return encoded;
    }

    private synchronized void count() {
        found++;
    }

    private byte[] png(int frame) throws IOException, InterruptedException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        frames.png(frame, png);
        keep(frame, png.toByteArray());
        return png.toByteArray();
    }

    private byte[] pixels(int frame) throws IOException, InterruptedException {
        if (kept == null) {
            return frames.pixels(frame);
        }
        Frames.Both both = frames.both(frame);
        keep(frame, both.png());
        return both.pixels();
    }

    private void keep(int frame, byte[] png) throws IOException, InterruptedException {
        if (kept != null) {
            kept.put(frame, out -> out.write(png));
        }
    }
}
