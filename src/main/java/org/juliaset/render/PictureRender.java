package org.juliaset.render;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.juliaset.core.Counts;
import org.juliaset.engine.Engine;
import org.juliaset.image.PictureEncoder;
import org.juliaset.image.PictureEncoders;
import org.juliaset.image.dzi.DziEncoder;

/** Makes one picture, as a file, as a folder of tiles, or into a stream. */
final class PictureRender {
    private final RenderJob job;
    private final Engine engine;
    private final int threads;
    private final Progress progress;
    private final long start = System.nanoTime();

    /** @param threads threads that encode */
    PictureRender(RenderJob job, Engine engine, int threads, Progress progress) {
        this.job = job;
        this.engine = engine;
        this.threads = threads;
        this.progress = progress;
    }

    /** See {@link Renderer#render(RenderJob, Path, Interruption, Progress)}. */
    RenderReport to(Path file, Interruption interruption) throws IOException, InterruptedException {
        requireRoom(file);
        if (job.format().isFolder()) {
            return toFolder(file, interruption);
        }
        return job.format().streams() ? toResumableFile(file, interruption) : toPartialFile(file);
    }

    /** Refuses a picture that its disk has no room for; only one that may be so large is sampled. */
    private void requireRoom(Path file) throws InterruptedException {
        double most = 1.01 * job.grid().pixels() * Counts.bytesPerCount(job.set().iterationLimit());
        if (most > Estimate.freeBytes(file)) {
            Estimate.of(job, engine, threads).requireRoom(file);
        }
    }

    private RenderReport toPartialFile(Path file) throws IOException, InterruptedException {
        try (PartialFile partial = PartialFile.create(file)) {
            RenderReport report = to(partial.stream());
            partial.complete();
            return report;
        }
    }

    private RenderReport toResumableFile(Path file, Interruption interruption)
            throws IOException, InterruptedException {
        try (ResumableFile partial = ResumableFile.open(file, job.identity(), interruption, onKept())) {
            tellWhatIsThere(partial);
            RenderReport report = to(new CountingStream(partial.stream(), partial.bytes()), partial);
            partial.complete();
            return report;
        }
    }

    private RenderReport toFolder(Path file, Interruption interruption) throws IOException, InterruptedException {
        try (ResumableFolder partial = ResumableFolder.open(file, job.identity(), interruption, onKept());
                Workers workers = new Workers(threads, engine)) {
            tellWhatIsThere(partial);
            DziEncoder encoder =
                    new DziEncoder(job.picture(), partial.name(), partial.folder(), workers.encoding(), threads);
            RenderReport report = run(encoder, workers, partial, encoder::bytes);
            partial.complete();
            return report;
        }
    }

    private LongConsumer onKept() {
        long bands = BandPlan.of(job.grid()).size();
        return kept -> progress.kept(kept, bands);
    }

    private void tellWhatIsThere(Checkpoints checkpoints) {
        if (checkpoints.bands() > 0) {
            progress.resumed(checkpoints.bands(), BandPlan.of(job.grid()).size());
        }
    }

    /** See {@link Renderer#render(RenderJob, OutputStream, Progress)}. */
    RenderReport to(OutputStream out) throws IOException, InterruptedException {
        return to(new CountingStream(out, 0), Checkpoints.NONE);
    }

    private RenderReport to(CountingStream counting, Checkpoints checkpoints)
            throws IOException, InterruptedException {
        PictureEncoder encoder = PictureEncoders.of(job.format(), job.picture(), counting);
        try (Workers workers = new Workers(threads, engine)) {
            RenderReport report = run(encoder, workers, checkpoints, counting::bytes);
            counting.flush();
            return report;
        }
    }

    private RenderReport run(PictureEncoder encoder, Workers workers, Checkpoints checkpoints, LongSupplier bytes)
            throws IOException, InterruptedException {
        try {
            checkpoints.start(encoder);
            Pipeline pipeline = new Pipeline(job, engine, encoder, workers, checkpoints, progress);
            pipeline.run();
            long finishing = System.nanoTime();
            encoder.finish();
            pipeline.times().addSince(job.format().streams() ? Stage.WRITE : Stage.ENCODE, finishing);
            return new RenderReport(
                    engine.device(),
                    pipeline.pixels(),
                    pipeline.iterations(),
                    bytes.getAsLong(),
                    System.nanoTime() - start,
                    pipeline.times().nanos());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ExecutionException e) {
            throw new IllegalStateException("failures are noted, not thrown", e);
        }
    }
}
