package org.juliaset.render.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.juliaset.compute.Engine;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.Workers;
import org.juliaset.render.RenderJob;

/** Computes the pixels of a PNG or TIFF again and compares them, in memory that does not grow with the picture. */
public final class Verifier {
    private final Engine engine;
    private final int threads;

    /**
     * Creates a verifier.
     *
     * @param engine not closed
     * @param threads number of threads that compute, at least 1
     */
    public Verifier(Engine engine, int threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /** Returns the number of bands of a picture. */
    public static long bands(RenderJob job) {
        return BandPlan.of(job.grid()).size();
    }

    /**
     * Reads a whole file without computing anything.
     *
     * @param job a picture of the file's size
     * @param progress receives the number of pixels read
     * @throws org.juliaset.image.DamagedFileException if its pixels are incomplete, or stored in an unsupported way
     */
    public static void readThrough(RenderJob job, Path file, Progress progress) throws IOException {
        BandPlan plan = BandPlan.of(job.grid());
        try (PicturePixels pixels = pixels(job, file)) {
            for (long index = 0; index < plan.size(); index++) {
                pixels.skipTo(plan.pixelsBefore(index + 1));
                progress.finished(pixels.position());
            }
            pixels.finish();
        }
    }

    private static PicturePixels pixels(RenderJob job, Path file) throws IOException {
        PicturePixels pixels = PictureFile.pixels(file, job.pixels());
        if (!pixels.format().equals(job.pixels())) {
            pixels.close();
            throw new DamagedFileException("was saved again by another program: its pixels are "
                    + pixels.format().title() + ", and its parameters make " + job.pixels().title());
        }
        return pixels;
    }

    /** Compares every pixel; see {@link #verifySample}. */
    public Verification verify(RenderJob job, Path file, Progress progress) throws IOException, InterruptedException {
        return verify(job, file, LongStream.range(0, bands(job)).iterator(), progress);
    }

    /**
     * Compares the pixels of randomly chosen bands, to the first that differs.
     *
     * @param job the picture that the file should hold; the sizes are equal
     * @param sample number of bands, fewer than the picture has
     * @param seed seed of the random choice
     * @param progress receives the number of pixels read
     * @throws org.juliaset.image.DamagedFileException if the pixels of the file are incomplete, or stored in an
     *     unsupported way
     * @throws org.juliaset.compute.EngineException if the device fails
     */
    public Verification verifySample(RenderJob job, Path file, int sample, long seed, Progress progress)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        TreeSet<Long> chosen = new TreeSet<>();
        long bands = bands(job);
        while (chosen.size() < Math.min(sample, bands)) {
            chosen.add(random.nextLong(bands));
        }
        return verify(job, file, chosen.stream().mapToLong(Long::longValue).iterator(), progress);
    }

    private Verification verify(RenderJob job, Path file, PrimitiveIterator.OfLong bands, Progress progress)
            throws IOException, InterruptedException {
        try (PicturePixels pixels = pixels(job, file);
                Workers workers = new Workers(threads, engine)) {
            return new PixelComparison(job, engine, workers, bands).run(pixels, progress);
        } catch (ExecutionException e) {
            throw new IllegalStateException("failures are noted, not thrown", e);
        }
    }
}
