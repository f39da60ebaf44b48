package org.juliaset.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.engine.Engine;
import org.juliaset.image.PictureEncoder;

/**
 * Takes bands through compute, encode and write. Bands are computed and encoded side by side and
 * written in order.
 *
 * <p>Who owns which buffer: there is a fixed number of slots, each with room for one band's counts and
 * samples. A band takes a slot before anything is done for it and gives it back when it is written, so
 * that slots are both the bound on memory and the back-pressure: where writing is slow, no slot comes
 * back and no band is begun. What the next band needs of this one, the end of its samples, is copied.
 */
final class Pipeline {
    /** Slots for each thread: one in its hands and one to go on with. */
    private static final int SLOTS_PER_THREAD = 2;

    /** All slots together take no more than this, or the heap's share below if that is less. */
    private static final long MAX_SLOT_BYTES = 192L << 20;

    private static final int SHARE_OF_HEAP = 8;

    private static final ByteBuffer NO_HISTORY = ByteBuffer.allocate(0);

    private final RenderJob job;
    private final Engine engine;
    private final PictureEncoder encoder;
    private final Workers workers;
    private final Progress progress;
    private final BandPlan plan;
    private final BlockingQueue<Slot> slots;
    private final StageTimes times = new StageTimes();
    private final LongAdder iterations = new LongAdder();
    private long pixelsWritten;

    private final FirstFailure failure = new FirstFailure();

    /** A band's buffers. */
    private record Slot(byte[] counts, byte[] samples) {}

    /** A band's samples, and a copy of what the next band needs of them. */
    private record Shaded(ByteBuffer samples, ByteBuffer end) {}

    Pipeline(RenderJob job, Engine engine, PictureEncoder encoder, Workers workers, Progress progress) {
        this.job = job;
        this.engine = engine;
        this.encoder = encoder;
        this.workers = workers;
        this.progress = progress;
        this.plan = BandPlan.of(job.grid());
        int rows = plan.rowsPerBand();
        int countBytes = Counts.bytesFor(job.grid().width(), rows, job.set().iterationLimit());
        int sampleBytes = encoder.sampleBytes(rows);
        int count = slots((long) countBytes + sampleBytes);
        this.slots = new ArrayBlockingQueue<>(count);
        for (int k = 0; k < count; k++) {
            slots.add(new Slot(new byte[countBytes], new byte[sampleBytes]));
        }
    }

    private int slots(long bytesPerSlot) {
        int threads = workers.threads() + (engine.usesCallerThread() ? 0 : engine.concurrency());
        long most = Math.min((long) SLOTS_PER_THREAD * threads, Math.max(2, slotBytes() / bytesPerSlot));
        return (int) Math.min(most, plan.size());
    }

    /** Heap that the slots of a render may take. */
    static long slotBytes() {
        return Math.min(MAX_SLOT_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    StageTimes times() {
        return times;
    }

    long iterations() {
        return iterations.sum();
    }

    /**
     * Makes every band; on return all of them are written.
     *
     * @throws UncheckedIOException if writing fails
     * @throws org.juliaset.engine.EngineException if the device fails
     */
    void run() throws InterruptedException, ExecutionException {
        Executor cpu = workers.encoding();
        Executor shading = engine.usesCallerThread() ? Runnable::run : cpu;
        CompletableFuture<ByteBuffer> history = CompletableFuture.completedFuture(NO_HISTORY);
        CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
        for (long index = 0; index < plan.size(); index++) {
            Slot slot = slots.take();
            if (failure.isThere()) {
                break;
            }
            Band band = plan.band(index);
            CompletableFuture<Shaded> shaded = CompletableFuture
                    .supplyAsync(() -> compute(band, slot), workers.computing())
                    .thenApplyAsync(counts -> shade(counts, slot), shading);
            CompletableFuture<PictureEncoder.Piece> piece =
                    shaded.thenCombineAsync(history, (s, h) -> encode(band, s.samples, h), cpu);
            history = shaded.thenApply(Shaded::end);
            shaded.exceptionally(failure::note);
            piece.exceptionally(failure::note);
            written = written.thenCombineAsync(piece, (before, p) -> write(band, p), cpu);
            written.exceptionally(failure::note);
            written.whenComplete((done, ignored) -> slots.add(slot));
        }
        written.exceptionally(ignored -> null).get();
        failure.rethrow();
    }

    private Counts compute(Band band, Slot slot) {
        failure.stopIfThere();
        Grid grid = job.grid();
        Counts counts = Counts.over(slot.counts, grid.width(), band.rows(), job.set().iterationLimit());
        Engine.Elapsed elapsed = engine.compute(job.set(), grid, band, counts);
        times.add(Stage.GRID, elapsed.grid());
        times.add(Stage.COMPUTE, elapsed.compute());
        times.add(Stage.READ_BACK, elapsed.readBack());
        return counts;
    }

    private Shaded shade(Counts counts, Slot slot) {
        long start = System.nanoTime();
        iterations.add(counts.sum());
        ByteBuffer samples = encoder.samples(counts, slot.samples);
        ByteBuffer end = copyOfEnd(samples);
        times.addSince(Stage.ENCODE, start);
        return new Shaded(samples, end);
    }

    private ByteBuffer copyOfEnd(ByteBuffer samples) {
        int length = Math.min(encoder.historyBytes(), samples.remaining());
        ByteBuffer end = samples.duplicate();
        end.position(end.limit() - length);
        return ByteBuffer.allocate(length).put(end).flip();
    }

    private PictureEncoder.Piece encode(Band band, ByteBuffer samples, ByteBuffer history) {
        long start = System.nanoTime();
        PictureEncoder.Piece piece = encoder.encode(band, samples.duplicate(), history.duplicate());
        times.addSince(Stage.ENCODE, start);
        return piece;
    }

    private Void write(Band band, PictureEncoder.Piece piece) {
        long start = System.nanoTime();
        try {
            encoder.write(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        times.addSince(Stage.WRITE, start);
        pixelsWritten += band.rows() * job.grid().width();
        progress.finished(pixelsWritten);
        return null;
    }
}
