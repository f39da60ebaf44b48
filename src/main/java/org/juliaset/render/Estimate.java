package org.juliaset.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.core.Quantity;
import org.juliaset.engine.Engine;
import org.juliaset.image.PictureEncoder;
import org.juliaset.image.PictureEncoders;
import org.juliaset.image.PictureFormat;
import org.juliaset.image.dzi.DziEncoder;

/**
 * What a render will come to, from samples of its pixels that are made as the picture itself is.
 *
 * @param pixels of the picture
 * @param bands that it is made in
 * @param fileBytes about the size of its file; -1 for a format that does not stream
 * @param seconds about the time that it takes
 * @param memoryBytes about the memory that the process takes
 */
public record Estimate(long pixels, long bands, long fileBytes, double seconds, long memoryBytes) {
    private static final int SAMPLES = 48;
    private static final int SAMPLE_PIXELS = 1 << 16;
    private static final long SAMPLING_NANOS = 1_500_000_000;
    private static final double NANOS = 1e9;

    /** Memory of the process beside Java's heap, and heap beside the bands: measured. */
    private static final long OTHER_BYTES = 120L << 20;

    /** Files come out as much smaller than estimated, at most; one that is larger still is refused. */
    private static final double SURELY = 0.8;

    /**
     * Makes samples, evenly spread over the picture.
     *
     * @param threads threads that encode
     */
    static Estimate of(RenderJob job, Engine engine, int threads) throws InterruptedException {
        BandPlan plan = BandPlan.of(job.grid());
        // the finest tiles of a pyramid come to about what a PNG does, and each coarser level to a quarter of it
        PictureFormat format = job.format().isFolder() ? PictureFormat.PNG : job.format();
        PictureEncoder encoder = PictureEncoders.of(format, job.picture(), OutputStream.nullOutputStream());
        List<Band> samples = samples(job.grid());
        engine.warmUp(job.set().precision());
        Sample sample = new Sample(job, engine, job.format().streams() ? encoder : null);
        // until it is as fast as it will be
        for (long end = System.nanoTime() + SAMPLING_NANOS; System.nanoTime() < end; ) {
            sample = sample.again();
            sample.take(samples, threads);
        }
        double scale = (double) job.grid().pixels() / sample.pixels.sum();
        double levels = job.format().isFolder() ? 4.0 / 3 : 1;
        long strips = job.format().isFolder() ? DziEncoder.heapBytes(job.grid().width(), job.grid().height()) : 0;
        return new Estimate(
                job.grid().pixels(),
                plan.size(),
                job.format().streams() ? (long) (sample.bytes.sum() * scale * levels) : -1,
                sample.nanos * scale / NANOS,
                OTHER_BYTES + strips + Pipeline.slotBytes(job, encoder, engine, threads));
    }

    /** Runs of pixels twice as long as deflate looks back: whole rows, or parts of wide ones. */
    private static List<Band> samples(Grid grid) {
        List<Band> samples = new ArrayList<>();
        int rows = (int) Math.max(1, Math.min(grid.height(), SAMPLE_PIXELS / grid.width()));
        int columns = grid.width() > SAMPLE_PIXELS ? SAMPLE_PIXELS : 0;
        long count = Math.min(SAMPLES, grid.height() / rows);
        for (int k = 0; k < count; k++) {
            long row = (long) ((k + 0.5) / count * (grid.height() - rows));
            // spread over the columns by the golden ratio, which favours none
            double place = k * 0.6180339887498949 % 1;
            samples.add(new Band(row, rows, columns == 0 ? 0 : (long) (place * (grid.width() - columns)), columns));
        }
        return samples;
    }

    /** Computes and encodes some bands, side by side. */
    private static final class Sample {
        private final RenderJob job;
        private final Engine engine;
        private final PictureEncoder encoder;
        private final LongAdder pixels = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private long nanos;

        private Sample(RenderJob job, Engine engine, PictureEncoder encoder) {
            this.job = job;
            this.engine = engine;
            this.encoder = encoder;
        }

        private Sample again() {
            return new Sample(job, engine, encoder);
        }

        private void take(List<Band> bands, int threads) throws InterruptedException {
            FirstFailure failure = new FirstFailure();
            long start = System.nanoTime();
            try (Workers workers = new Workers(threads, engine)) {
                CompletableFuture.allOf(bands.stream()
                        .map(band -> CompletableFuture.supplyAsync(() -> compute(band), workers.computing())
                                .thenAcceptAsync(counts -> encode(band, counts), workers.encoding())
                                .exceptionally(failure::note))
                        .toArray(CompletableFuture[]::new)).join();
            }
            nanos = System.nanoTime() - start;
            failure.rethrow();
        }

        private Counts compute(Band band) {
            Grid grid = job.grid();
            Counts counts = Counts.allocate(band.width(grid.width()), band.rows(), job.set().iterationLimit());
            engine.compute(job.set(), grid, band, counts);
            return counts;
        }

        /** The second half as it is compressed after the first. */
        private void encode(Band band, Counts counts) {
            pixels.add(counts.size());
            if (encoder == null) {
                return;
            }
            ByteBuffer samples = encoder.samples(band, counts, new byte[encoder.sampleBytes(band)]);
            int half = encoder.historyBytes() == 0 ? 0 : samples.remaining() / 2;
            ByteBuffer history = samples.duplicate();
            history.limit(samples.position() + half);
            samples.position(samples.position() + half);
            double share = (double) samples.remaining() / (samples.remaining() + half);
            bytes.add((long) (encoder.encode(band, samples, history).bytes().remaining() / share));
        }
    }

    /**
     * Checks that there is room for the file.
     *
     * @param file where it is to be
     * @throws InvalidParameterException with the figures, if it surely does not fit
     */
    public void requireRoom(Path file) {
        long free = freeBytes(file);
        if (fileBytes * SURELY > free) {
            throw new InvalidParameterException(String.format(
                    Locale.ROOT,
                    "the picture's %d pixels take about %s as %s and %s are free: lower the resolution, use"
                            + " another disk or make room",
                    pixels, Quantity.ofFile(fileBytes), file.getFileName(), Quantity.ofFile(free)));
        }
    }

    /** Bytes that can still be written to the disk that a file is to be on; the most there are where that is unknown. */
    public static long freeBytes(Path file) {
        try {
            FileStore store = Files.getFileStore(file.toAbsolutePath().getParent());
            return store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
