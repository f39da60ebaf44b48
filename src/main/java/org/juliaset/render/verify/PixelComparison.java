package org.juliaset.render.verify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.juliaset.color.Shader;
import org.juliaset.compute.Engine;
import org.juliaset.concurrent.FirstFailure;
import org.juliaset.image.GrayPixels;
import org.juliaset.model.Counts;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.Pipeline;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.Workers;
import org.juliaset.render.RenderJob;

/**
 * Goes once through a file and some of its bands. Bands are computed side by side, a few ahead of the one
 * that is compared, and the file is read from the top.
 *
 * <p>Who owns which buffer: there is a fixed number of slots, each with room for one band's counts. A band
 * takes one before it is computed and gives it back when it has been compared.
 */
final class PixelComparison {
    /** Slots for each band that the engine computes at a time: one to compute and one to compare. */
    private static final int SLOTS_PER_CALLER = 2;

    private final RenderJob job;
    private final Engine engine;
    private final BandPlan plan;
    private final PrimitiveIterator.OfLong bands;
    private final Workers workers;
    private final Shader shader;
    private final Queue<byte[]> free = new ArrayDeque<>();
    private final Queue<Ahead> ahead = new ArrayDeque<>();
    private final FirstFailure failure = new FirstFailure();
    private byte[] expected = {};
    private byte[] found = {};

    /** A band that is being computed. */
    private record Ahead(Tile band, byte[] slot, CompletableFuture<Counts> counts) {}

    /** @param bands indices of the bands to compare, rising */
    PixelComparison(RenderJob job, Engine engine, Workers workers, PrimitiveIterator.OfLong bands) {
        this.job = job;
        this.engine = engine;
        this.plan = BandPlan.of(job.grid());
        this.bands = bands;
        this.workers = workers;
        this.shader = job.shader();
        Tile largest = plan.band(0);
        int bytes = Counts.bytesFor(job.scene(), largest);
        long slots = (long) SLOTS_PER_CALLER * (engine.usesCallerThread() ? workers.threads() : engine.concurrency());
        slots = Math.min(plan.size(), Math.min(slots, Math.max(2, Pipeline.slotBytes() / bytes)));
        for (long slot = 0; slot < slots; slot++) {
            free.add(new byte[bytes]);
        }
    }

    /**
     * Compares until a pixel differs, or to the end of the file.
     *
     * @param pixels the file's, from the first on
     * @param progress is told of pixels that were read
     */
    Verification run(GrayPixels pixels, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        long compared = 0;
        Optional<Verification.Difference> difference = Optional.empty();
        for (goOn(); !ahead.isEmpty() && difference.isEmpty(); goOn()) {
            Ahead next = ahead.remove();
            pixels.skipTo(next.band.pixelsBefore(job.grid().width()));
            Counts counts = next.counts.get();
            failure.rethrow();
            difference = compare(next.band, counts, pixels);
            free.add(next.slot);
            compared += counts.size();
            progress.finished(pixels.position());
        }
        if (difference.isEmpty()) {
            pixels.skipTo(job.grid().pixels());
            pixels.finish();
            progress.finished(job.grid().pixels());
        }
        return new Verification(compared, difference);
    }

    /** Begins bands as long as there is a slot for them. */
    private void goOn() {
        while (bands.hasNext() && !free.isEmpty()) {
            Tile band = plan.band(bands.nextLong());
            byte[] slot = free.remove();
            CompletableFuture<Counts> counts = CompletableFuture
                    .supplyAsync(() -> compute(band, slot), workers.computing())
                    .exceptionally(failure::note);
            ahead.add(new Ahead(band, slot, counts));
        }
    }

    private Counts compute(Tile band, byte[] slot) {
        failure.stopIfThere();
        Counts counts = Counts.over(slot, job.scene(), band);
        engine.compute(job.scene(), band, counts);
        return counts;
    }

    private Optional<Verification.Difference> compare(Tile band, Counts counts, GrayPixels pixels)
            throws IOException {
        int width = counts.width();
        if (expected.length < width) {
            expected = new byte[width];
            found = new byte[width];
        }
        for (int row = 0; row < counts.rows(); row++) {
            shader.row(counts, row, expected, 0);
            pixels.read(found, 0, width);
            int column = Arrays.mismatch(expected, 0, width, found, 0, width);
            if (column >= 0) {
                return Optional.of(new Verification.Difference(
                        band.firstColumn() + column, band.firstRow() + row,
                        found[column] & 0xFF, expected[column] & 0xFF));
            }
        }
        return Optional.empty();
    }
}
