package org.juliaset.render.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.juliaset.color.PixelFormat;
import org.juliaset.compute.Engine;
import org.juliaset.concurrent.FirstFailure;
import org.juliaset.image.PicturePixels;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.BandPlan;
import org.juliaset.pipeline.Pipeline;
import org.juliaset.pipeline.PixelSource;
import org.juliaset.pipeline.Progress;
import org.juliaset.pipeline.Workers;
import org.juliaset.render.RenderJob;

/**
 * Compares some bands of a file with their computed pixels, in one pass. Bands are computed in parallel, a few ahead of
 * the one that is compared, and the file is read from the top.
 *
 * <p>Ownership of buffers: there is a fixed number of slots, each with room for the counts and pixels of one band. A
 * band takes a slot before it is computed and releases it after it is compared.
 */
final class PixelComparison {
    /** Slots for each concurrent call of the engine: one to compute and one to compare. */
    private static final int SLOTS_PER_CALLER = 2;

    private final RenderJob job;
    private final Engine engine;
    private final BandPlan plan;
    private final PrimitiveIterator.OfLong bands;
    private final Workers workers;
    private final PixelSource source;
    private final Queue<Slot> free = new ArrayDeque<>();
    private final Queue<Ahead> ahead = new ArrayDeque<>();
    private final FirstFailure failure = new FirstFailure();
    private byte[] found = {};

    /** A band's buffers. */
    private record Slot(byte[] counts, byte[] pixels) {}

    /** A band that is being computed. */
    private record Ahead(Tile band, Slot slot, CompletableFuture<PixelSource.Band> computed) {}

    /**
     * Prepares a comparison.
     *
     * @param bands indices of the bands to compare, ascending
     */
    PixelComparison(RenderJob job, Engine engine, Workers workers, PrimitiveIterator.OfLong bands) {
        this.job = job;
        this.engine = engine;
        this.plan = BandPlan.of(job.grid());
        this.bands = bands;
        this.workers = workers;
        this.source = new PixelSource(job.scene(), engine, job.shader());
        Tile largest = plan.band(0);
        int countBytes = source.countBytes(largest);
        int pixelBytes = source.pixelBytes(largest, 0);
        long bytes = (long) countBytes + pixelBytes;
        long slots = (long) SLOTS_PER_CALLER * (engine.usesCallerThread() ? workers.threads() : engine.concurrency());
        slots = Math.min(plan.size(), Math.min(slots, Math.max(2, Pipeline.slotBytes() / bytes)));
        for (long slot = 0; slot < slots; slot++) {
            free.add(new Slot(new byte[countBytes], new byte[pixelBytes]));
        }
    }

    /**
     * Compares to the first pixel that differs, or to the end of the file.
     *
     * @param pixels the pixels of the file, none of them read
     * @param progress receives the number of pixels read
     */
    Verification run(PicturePixels pixels, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        long compared = 0;
        Optional<Verification.Difference> difference = Optional.empty();
        for (startBands(); !ahead.isEmpty() && difference.isEmpty(); startBands()) {
            Ahead next = ahead.remove();
            pixels.skipTo(next.band.pixelsBefore(job.grid().width()));
            PixelSource.Band computed = next.computed.get();
            failure.rethrow();
            difference = compare(next.band, source.pixels(computed, 0, next.slot.pixels), pixels);
            free.add(next.slot);
            compared += next.band.pixels(job.grid().width());
            progress.finished(pixels.position());
        }
        if (difference.isEmpty()) {
            pixels.skipTo(job.grid().pixels());
            pixels.finish();
            progress.finished(job.grid().pixels());
        }
        return new Verification(compared, difference);
    }

    /** Starts bands while there are free slots. */
    private void startBands() {
        while (bands.hasNext() && !free.isEmpty()) {
            Tile band = plan.band(bands.nextLong());
            Slot slot = free.remove();
            CompletableFuture<PixelSource.Band> computed = CompletableFuture
                    .supplyAsync(() -> compute(band, slot), workers.computing())
                    .exceptionally(failure::note);
            ahead.add(new Ahead(band, slot, computed));
        }
    }

    private PixelSource.Band compute(Tile band, Slot slot) {
        failure.stopIfThere();
        return source.compute(band, 0, slot.counts, slot.pixels);
    }

    private Optional<Verification.Difference> compare(Tile band, ByteBuffer expected, PicturePixels pixels)
            throws IOException {
        int width = band.width(job.grid().width());
        int pixelBytes = pixels.format().bytes();
        int rowBytes = width * pixelBytes;
        if (found.length < rowBytes) {
            found = new byte[rowBytes];
        }
        ByteBuffer read = ByteBuffer.wrap(found, 0, rowBytes);
        for (int row = 0; row < band.rows(); row++) {
            pixels.read(found, 0, width);
            ByteBuffer computed = expected.slice(expected.position() + row * rowBytes, rowBytes);
            int place = computed.mismatch(read);
            if (place >= 0) {
                int column = place / pixelBytes;
                return Optional.of(new Verification.Difference(
                        band.firstColumn() + column, band.firstRow() + row,
                        values(read, column, pixels.format()), values(computed, column, pixels.format())));
            }
        }
        return Optional.empty();
    }

    /** The value of each channel of a pixel. */
    private static List<Integer> values(ByteBuffer row, int column, PixelFormat format) {
        int start = column * format.bytes();
        return IntStream.range(0, format.channels())
                .mapToObj(channel -> format.bits() == Byte.SIZE
                        ? row.get(start + channel) & 0xFF
                        : Short.toUnsignedInt(row.getShort(start + channel * Short.BYTES)))
                .toList();
    }
}
