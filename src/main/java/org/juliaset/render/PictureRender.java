package org.juliaset.render;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.juliaset.compute.TileSource;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.dzi.DziWriter;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.CountingStream;
import org.juliaset.pipeline.Pipeline;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.Stage;
import org.juliaset.pipeline.StageTimes;
import org.juliaset.pipeline.Workers;
import org.juliaset.storage.Checkpoints;
import org.juliaset.storage.Existing;
import org.juliaset.storage.OnInterrupt;
import org.juliaset.storage.PartialFile;
import org.juliaset.storage.Resumable;
import org.juliaset.storage.ResumableFile;
import org.juliaset.storage.ResumableFolder;
import org.juliaset.storage.TemporaryFile;

/** Renders one picture to a file, a folder of tiles, or a stream. */
final class PictureRender {
    /** Bytes of a gray pixel in the formats that make three channels of it. */
    private static final int MOST_CHANNELS = 3;

    private final RenderJob job;
    private final TileSource source;
    private final Workers workers;
    private final Progress progress;
    private final Existing existing;
    private final long start = System.nanoTime();

    /**
     * @param workers stay open
     * @param existing what becomes of a file of the picture's name
     */
    PictureRender(RenderJob job, TileSource source, Workers workers, Progress progress, Existing existing) {
        this.job = job;
        this.source = source;
        this.workers = workers;
        this.progress = progress;
        this.existing = existing;
    }

    /** See {@link Renderer#render(RenderJob, Path, OnInterrupt, Existing, Progress)}. */
    RenderReport to(Path file, OnInterrupt interruption) throws IOException, InterruptedException {
        try {
            Destination destination = Destination.of(job, file, interruption);
            if (destination.isComplete()) {
                return reportOfNothing(Files.size(destination.target()));
            }
            requireRoom(destination);
            if (job.format().isFolder()) {
                return toFolder(file, interruption);
            }
            return job.format().streams() ? toResumableFile(file, interruption) : toPartialFile(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /** Converts the exception that a channel throws if its thread is interrupted. */
    private static InterruptedException interrupted(Exception e) {
        InterruptedException interrupted = new InterruptedException("while writing");
        interrupted.initCause(e);
        return interrupted;
    }

    private RenderReport reportOfNothing(long bytes) {
        return new RenderReport("", 0, 0, bytes, System.nanoTime() - start, new StageTimes().nanos());
    }

    /** Checks that the disk has room for the picture. It is sampled only if the largest possible file would not fit. */
    void requireRoom(Destination destination) throws InterruptedException {
        double most = 1.01 * job.grid().pixels() * Math.max(MOST_CHANNELS, job.pixels().bytes());
        OptionalLong free = destination.freeBytes();
        if (free.isPresent() && most > free.getAsLong()) {
            Estimate.of(job, source, workers).requireRoom(destination);
        }
    }

    private RenderReport toPartialFile(Path file) throws IOException, InterruptedException {
        try (PartialFile partial = PartialFile.create(file, existing)) {
            RenderReport report = to(partial.stream());
            partial.complete();
            return report;
        }
    }

    private RenderReport toResumableFile(Path file, OnInterrupt interruption)
            throws IOException, InterruptedException {
        try (ResumableFile partial = Assembly.file(job, file, existing, interruption, onKept())) {
            CountingStream counting = new CountingStream(partial.stream(), partial.bytes());
            return complete(partial, () -> to(counting, partial, partial::putHead));
        }
    }

    private RenderReport toFolder(Path file, OnInterrupt interruption) throws IOException, InterruptedException {
        DeepZoomNames names = DeepZoomNames.of(file);
        try (ResumableFolder partial = ResumableFolder.open(
                        names.descriptor(), names.parts(), JobText.identity(job), existing, interruption, onKept())) {
            DziWriter writer =
                    new DziWriter(job.picture(), names.name(), partial.folder(), workers.encoding(), workers.threads());
            return complete(partial, () -> run(writer, partial, writer::bytes));
        }
    }

    /** Renders the missing part of a picture. */
    @FunctionalInterface
    private interface Making {
        RenderReport run() throws IOException, InterruptedException;
    }

    private RenderReport complete(Resumable partial, Making making) throws IOException, InterruptedException {
        try {
            if (partial.bands() > 0) {
                progress.resumed(partial.bands(), job.bands().size());
            }
            RenderReport report = making.run();
            partial.complete();
            return report;
        } catch (InterruptedException | ClosedByInterruptException e) {
            partial.interrupted();
            throw e;
        }
    }

    private LongConsumer onKept() {
        long bands = job.bands().size();
        return kept -> progress.kept(kept, bands);
    }

    /** See {@link Renderer#render(RenderJob, OutputStream, Progress)}. */
    RenderReport to(OutputStream out) throws IOException, InterruptedException {
        int head = job.format().headBytes();
        if (head == 0) {
            return to(new CountingStream(out, 0), Checkpoints.NONE, none -> {});
        }
        try (TemporaryFile rest = TemporaryFile.create()) {
            return to(new CountingStream(rest.stream(), head), Checkpoints.NONE, bytes -> {
                out.write(bytes.array(), 0, bytes.limit());
                rest.copyTo(out);
                out.flush();
            });
        }
    }

    /** Takes the head of a file, when all that goes after it is written. */
    @FunctionalInterface
    private interface Head {
        void put(ByteBuffer bytes) throws IOException;
    }

    private RenderReport to(CountingStream counting, Checkpoints checkpoints, Head head)
            throws IOException, InterruptedException {
        ImageWriter writer = job.format().writer(job.picture(), counting);
        RenderReport report = run(writer, checkpoints, counting::bytes);
        counting.flush();
        head.put(writer.head());
        return report;
    }

    private RenderReport run(ImageWriter writer, Checkpoints checkpoints, LongSupplier bytes)
            throws IOException, InterruptedException {
        if (checkpoints.bands() == 0) {
            writer.begin();
        } else {
            checkpoints.restore(writer::restore);
        }
        return bands(job.bands(), writer, checkpoints, computed(), () -> finish(writer), bytes);
    }

    /** See {@link Renderer#render(RenderJob, BandPlan, ImageWriter, Checkpoints, Progress)}. */
    RenderReport bands(BandPlan bands, ImageWriter writer, Checkpoints checkpoints)
            throws IOException, InterruptedException {
        return bands(bands, writer, checkpoints, progress, () -> {}, () -> 0);
    }

    /** The end of a render. */
    @FunctionalInterface
    private interface Finish {
        void run() throws IOException;
    }

    private RenderReport bands(
            BandPlan bands, ImageWriter writer, Checkpoints checkpoints, Progress computed, Finish finish,
            LongSupplier bytes)
            throws IOException, InterruptedException {
        try {
            Pipeline pipeline = new Pipeline(
                    job.scene(), bands, source, job.shader(), writer, workers, checkpoints, computed);
            String first = source.kernel(job.scene().sampled());
            pipeline.run();
            String last = source.kernel(job.scene().sampled());
            long finishing = System.nanoTime();
            finish.run();
            pipeline.times().addSince(job.format().streams() ? Stage.WRITE : Stage.ENCODE, finishing);
            return new RenderReport(
                    first.equals(last) || first.isEmpty() ? last : first + ", then " + last,
                    pipeline.pixels(),
                    pipeline.iterations(),
                    bytes.getAsLong(),
                    System.nanoTime() - start,
                    pipeline.times().nanos());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CancellationException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("failures are noted, not thrown", e);
        }
    }

    /** Returns the progress of computing: half of the progress if the format encodes the whole picture at the end. */
    private Progress computed() {
        return job.format().streams() ? progress : pixels -> progress.finished(pixels / 2);
    }

    private void finish(ImageWriter writer) throws IOException {
        long pixels = job.grid().pixels();
        writer.finish(encoded -> {
            if (Thread.interrupted()) {
                throw new CancellationException();
            }
            progress.finished(pixels / 2 + (encoded + 1) / 2);
        });
        if (!job.format().streams()) {
            progress.finished(pixels);
        }
    }
}
