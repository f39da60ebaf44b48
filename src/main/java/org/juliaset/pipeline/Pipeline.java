package org.juliaset.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.juliaset.color.Shader;
import org.juliaset.compute.TileSource;
import org.juliaset.concurrent.CancelToken;
import org.juliaset.concurrent.FirstFailure;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.storage.Checkpoints;

/**
 * Computes, encodes and writes the bands of a picture. Bands are computed and encoded in parallel and written in order.
 *
 * <p>Ownership of buffers: there is a fixed number of slots, each with room for the counts and pixels of one band. A
 * band takes a slot before it is computed and releases it after it is written, so slots bound the memory and provide
 * back-pressure: while writing is slow, no slot becomes free and no band starts. The end of the pixels, which the next
 * band needs, is copied.
 */
public final class Pipeline {
    /** Slots for each thread: the current and the next one. */
    private static final int SLOTS_PER_THREAD = 2;

    /** The most bytes of all slots, or the share of the heap below if that is less. */
    private static final long MAX_SLOT_BYTES = 192L << 20;

    private static final int SHARE_OF_HEAP = 8;

    private static final ByteBuffer NO_HISTORY = ByteBuffer.allocate(0);

    private final Scene scene;
    private final TileSource samples;
    private final PixelSource source;
    private final ImageWriter writer;
    private final PartCodec codec;
    private final Workers workers;
    private final Checkpoints checkpoints;
    private final Progress progress;
    private final BandPlan plan;
    private final BlockingQueue<Slot> slots;
    private final StageTimes times = new StageTimes();
    private long bandsWritten;
    private long iterationsWritten;
    private long pixelsWritten;

    private final FirstFailure failure = new FirstFailure();
    private final CancelToken token = new CancelToken();

    /** The buffers of a band. */
    private record Slot(byte[] counts, byte[] pixels) {}

    /** The pixels of a band, a copy of their end for the next band, and the iterations. */
    private record Shaded(ByteBuffer pixels, ByteBuffer end, long iterations) {}

    /** The part of a file that encodes a band, and the iterations. */
    private record Encoded(PartCodec.Part part, long iterations) {}

    /**
     * Creates a pipeline for the bands of a plan.
     *
     * @param plan of the picture, or of some rows that begin with a band of the picture's plan
     * @param writer receives their parts
     * @param checkpoints say how many of them are written
     */
    public Pipeline(
            Scene scene, BandPlan plan, TileSource samples, Shader shader, ImageWriter writer, Workers workers,
            Checkpoints checkpoints, Progress progress) {
        this.scene = scene;
        this.plan = plan;
        this.samples = samples;
        this.source = new PixelSource(scene, samples, shader);
        this.writer = writer;
        this.codec = writer.codec();
        this.workers = workers;
        this.checkpoints = checkpoints;
        this.progress = progress;
        Slots needed = Slots.of(plan, source, codec, samples, workers.threads());
        this.bandsWritten = checkpoints.bands();
        this.iterationsWritten = checkpoints.iterations();
        this.pixelsWritten = plan.pixelsBefore(bandsWritten);
        this.slots = new ArrayBlockingQueue<>(needed.count());
        for (int k = 0; k < needed.count(); k++) {
            slots.add(new Slot(new byte[needed.countBytes()], new byte[needed.pixelBytes()]));
        }
    }

    /**
     * The number and size of a render's slots.
     *
     * @param count number of slots
     * @param countBytes bytes of counts of a slot
     * @param pixelBytes bytes of pixels of a slot
     */
    private record Slots(int count, int countBytes, int pixelBytes) {
        static Slots of(BandPlan plan, PixelSource source, PartCodec codec, TileSource samples, int threads) {
            Tile largest = plan.band(0);
            int countBytes = source.countBytes(largest);
            int pixelBytes = source.pixelBytes(largest, codec.rowPrefix(largest));
            int users = threads + (samples.usesCallerThread() ? 0 : samples.concurrency());
            long room = Math.max(2, slotBytes() / ((long) countBytes + pixelBytes));
            long most = Math.min((long) SLOTS_PER_THREAD * users, room);
            return new Slots((int) Math.min(most, plan.size()), countBytes, pixelBytes);
        }
    }

    /** Returns the most heap that the slots of a render take, in bytes. */
    public static long slotBytes() {
        return Math.min(MAX_SLOT_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Returns the heap that the slots of a given render take, in bytes. */
    public static long slotBytes(
            Scene scene, Shader shader, PartCodec codec, TileSource samples, int threads) {
        BandPlan plan = BandPlan.of(scene.grid(), codec.unit());
        Slots slots = Slots.of(plan, new PixelSource(scene, samples, shader), codec, samples, threads);
        return (long) slots.count() * (slots.countBytes() + slots.pixelBytes());
    }

    public StageTimes times() {
        return times;
    }

    /** Returns the number of pixels that this render computed. */
    public long pixels() {
        return pixelsWritten - plan.pixelsBefore(checkpoints.bands());
    }

    /** Returns the sum of their counts. */
    public long iterations() {
        return iterationsWritten - checkpoints.iterations();
    }

    /**
     * Renders all bands that are not written yet.
     *
     * @throws UncheckedIOException if writing fails
     * @throws org.juliaset.compute.EngineException if the device fails
     */
    public void run() throws InterruptedException, ExecutionException {
        CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
        CompletableFuture<ByteBuffer> history = history();
        try {
            for (long index = bandsWritten; index < plan.size(); index++) {
                Slot slot = slots.take();
                if (failure.isThere()) {
                    break;
                }
                CompletableFuture<Shaded> shaded = begin(plan.band(index), slot);
                written = thenWrite(written, plan.band(index), slot, shaded, history);
                history = shaded.thenApply(Shaded::end);
            }
            written.exceptionally(ignored -> null).get();
        } catch (InterruptedException e) {
            token.cancel();
            waitFor(written);
            throw e;
        }
        failure.rethrow();
    }

    private CompletableFuture<Shaded> begin(Tile band, Slot slot) {
        Executor shading = samples.usesCallerThread() ? Runnable::run : workers.encoding();
        CompletableFuture<Shaded> shaded = CompletableFuture
                .supplyAsync(() -> token.call(() -> compute(band, slot)), workers.computing())
                .thenApplyAsync(computed -> shade(band, computed, slot), shading);
        shaded.exceptionally(failure::note);
        return shaded;
    }

    private CompletableFuture<Void> thenWrite(
            CompletableFuture<Void> before, Tile band, Slot slot, CompletableFuture<Shaded> shaded,
            CompletableFuture<ByteBuffer> history) {
        Executor cpu = workers.encoding();
        CompletableFuture<Encoded> part = shaded.thenCombineAsync(history, (s, h) -> encode(band, s, h), cpu);
        part.exceptionally(failure::note);
        CompletableFuture<Void> written = before.thenCombineAsync(part, (ignored, p) -> write(band, p), cpu);
        written.exceptionally(failure::note);
        written.whenComplete((done, ignored) -> slots.add(slot));
        return written;
    }

    /** Waits for the last band, with which all started tasks have ended. */
    private static void waitFor(CompletableFuture<Void> written) {
        try {
            written.join();
        } catch (CompletionException | CancellationException e) {
            // the interrupt is reported instead
        }
    }

    /** Returns the end of the band above the first one, which an earlier render or another process wrote. */
    private CompletableFuture<ByteBuffer> history() {
        boolean isTop = bandsWritten == 0 && plan.firstRow() == 0;
        return isTop || codec.historyBytes() == 0
                ? CompletableFuture.completedFuture(NO_HISTORY)
                : CompletableFuture.supplyAsync(
                        () -> token.call(() -> historyOf(plan.band(bandsWritten - 1))), workers.computing());
    }

    private ByteBuffer historyOf(Tile last) {
        int rowPrefix = codec.rowPrefix(last);
        byte[] pixels = new byte[source.pixelBytes(last, rowPrefix)];
        PixelSource.Band computed = source.compute(last, rowPrefix, new byte[source.countBytes(last)], pixels);
        return copyOfEnd(prepared(last, computed, pixels));
    }

    private PixelSource.Band compute(Tile band, Slot slot) {
        failure.stopIfThere();
        PixelSource.Band computed = source.compute(band, codec.rowPrefix(band), slot.counts, slot.pixels);
        times.add(Stage.GRID, computed.elapsed().grid());
        times.add(Stage.COMPUTE, computed.elapsed().compute());
        times.add(Stage.READ_BACK, computed.elapsed().readBack());
        times.add(Stage.ENCODE, computed.shadingNanos());
        return computed;
    }

    private Shaded shade(Tile band, PixelSource.Band computed, Slot slot) {
        long start = System.nanoTime();
        ByteBuffer pixels = prepared(band, computed, slot.pixels);
        Shaded shaded = new Shaded(pixels, copyOfEnd(pixels), computed.iterations());
        times.addSince(Stage.ENCODE, start);
        return shaded;
    }

    private ByteBuffer prepared(Tile band, PixelSource.Band computed, byte[] room) {
        ByteBuffer pixels = source.pixels(computed, codec.rowPrefix(band), room);
        codec.prepare(band, pixels);
        return pixels;
    }

    private ByteBuffer copyOfEnd(ByteBuffer pixels) {
        int length = Math.min(codec.historyBytes(), pixels.remaining());
        ByteBuffer end = pixels.duplicate();
        end.position(end.limit() - length);
        return ByteBuffer.allocate(length).put(end).flip();
    }

    private Encoded encode(Tile band, Shaded shaded, ByteBuffer history) {
        token.stopIfCancelled();
        long start = System.nanoTime();
        PartCodec.Part part = codec.encode(band, shaded.pixels.duplicate(), history.duplicate());
        times.addSince(Stage.ENCODE, start);
        return new Encoded(part, shaded.iterations);
    }

    private Void write(Tile band, Encoded encoded) {
        token.stopIfCancelled();
        long start = System.nanoTime();
        bandsWritten++;
        iterationsWritten += encoded.iterations;
        pixelsWritten += band.pixels(scene.grid().width());
        try {
            writer.write(encoded.part);
            checkpoints.written(bandsWritten, iterationsWritten, writer::save);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        times.addSince(Stage.WRITE, start);
        progress.finished(pixelsWritten);
        return null;
    }
}
