package org.juliaset.compute.cpu;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EscapeRule;
import org.juliaset.compute.KernelKind;
import org.juliaset.model.Counts;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * The built-in engine: a kernel on the callers' threads, one band each. Safe for use by several
 * threads.
 */
public final class CpuEngine implements Engine {
    private static final int MOST_COLUMNS = 1 << 16;

    /** Most iterations between two looks at the interrupt flag, a quarter of a second's work or less. */
    private static final long BLOCK_ITERATIONS = 1L << 28;

    /** Columns of whole vectors, whatever their width. */
    private static final int BLOCK_COLUMNS = 32;

    private final Device device;
    private final Loader loader;
    private final String scalar;
    private final Optional<String> noSimd;
    private final AtomicLong expected = new AtomicLong();
    private final Kernels[][] loaded = new Kernels[KernelKind.values().length][2];

    /** Loads kernels. */
    @FunctionalInterface
    public interface Loader {
        /**
         * Returns the kernels of a kind.
         *
         * @param isFinal whether they are for scenes where an escape is final, see {@link EscapeRule}
         */
        Kernels load(KernelKind kind, boolean isFinal);
    }

    /** An engine on scalar kernels, those of each kind loaded when they are first needed. */
    public CpuEngine(Device device, Loader loader) {
        this(device, loader, "one orbit at a time", Optional.of("it is not asked for"));
    }

    /**
     * @param loader loads the kernels of a kind when they are first needed
     * @param scalar what computes where SIMD does not
     * @param noSimd why it never does
     */
    CpuEngine(Device device, Loader loader, String scalar, Optional<String> noSimd) {
        this.device = device;
        this.loader = loader;
        this.scalar = scalar;
        this.noSimd = noSimd;
    }

    @Override
    public String kernel(Scene scene) {
        Kernel chosen = chosen(scene);
        Optional<String> problem = noSimd
                .or(() -> SimdProblem.ofScene(scene))
                .or(() -> chosen instanceof TakeOverKernel either ? either.problem() : Optional.empty());
        int lanes = chosen.lanes();
        boolean simd = problem.isEmpty() && lanes > 1 && scene.grid().width() >= lanes;
        return simd ? "SIMD, " + lanes + " lanes" : scalar + problem.map(why -> "; no SIMD: " + why).orElse("");
    }

    /** A kernel for each precision. */
    public record Kernels(Kernel float64, Kernel float32) {
        private Kernel of(Precision precision) {
            return precision == Precision.FLOAT64 ? float64 : float32;
        }
    }

    private Kernel chosen(Scene scene) {
        boolean isFinal = EscapeRule.isFinalSomewhere(scene.set());
        return kernels(KernelKind.of(scene), isFinal).of(scene.set().precision());
    }

    private synchronized Kernels kernels(KernelKind kind, boolean isFinal) {
        Kernels[] ofKind = loaded[kind.ordinal()];
        int place = isFinal ? 1 : 0;
        if (ofKind[place] == null) {
            ofKind[place] = loader.load(kind, isFinal);
        }
        return ofKind[place];
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int concurrency() {
        return device.computeUnits();
    }

    @Override
    public boolean usesCallerThread() {
        return true;
    }

    @Override
    public int lanes() {
        return kernels(KernelKind.PLAIN, true).float64.lanes();
    }

    /** Very wide rows are computed in strips, so that their axes take little memory. */
    @Override
    public Elapsed compute(Scene scene, Tile tile, Counts counts) {
        if (counts.width() <= MOST_COLUMNS) {
            return computeBlocks(scene, tile, counts);
        }
        Elapsed elapsed = Elapsed.NONE;
        for (int column = 0; column < counts.width(); column += MOST_COLUMNS) {
            int columns = Math.min(MOST_COLUMNS, counts.width() - column);
            Tile strip = new Tile(tile.firstRow(), tile.rows(), tile.firstColumn() + column, columns);
            Counts counted = Counts.allocate(scene, strip);
            elapsed = elapsed.plus(computeBlocks(scene, strip, counted));
            copy(counted, counts, 0, column);
        }
        return elapsed;
    }

    /** Between two blocks this ends if the thread is interrupted, which it still is then. */
    private Elapsed computeBlocks(Scene scene, Tile tile, Counts counts) {
        long start = System.nanoTime();
        EscapeSet set = scene.set();
        double[] xs = scene.grid().columns(tile);
        double[] ys = scene.grid().rows(tile);
        long sampled = System.nanoTime();
        Kernel chosen = chosen(scene);
        boolean simdServes = SimdProblem.ofScene(scene).isEmpty();
        int width = counts.width();
        long pixels = BLOCK_ITERATIONS / set.iterationLimit();
        int together = chosen.rows();
        int rows = (int) Math.min(ys.length, Math.max(together, pixels / width / together * together));
        int columns = (int) Math.min(width, (pixels / rows / BLOCK_COLUMNS + 1) * BLOCK_COLUMNS);
        long done = 0;
        long latest = sampled;
        long later = expected.get();
        for (int row = 0; row < ys.length; row += rows) {
            double[] someYs = part(ys, row, rows);
            for (int column = 0; column < width; column += columns) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new EngineException("interrupted");
                }
                double[] someXs = part(xs, column, columns);
                Counts block = columns == width
                        ? counts.slice(new Tile(row, someYs.length))
                        : Counts.allocate(scene, new Tile(row, someYs.length, column, someXs.length));
                chosen.count(
                        someXs, someYs, set.sharedReal(), set.sharedImag(), set.bound(), set.iterationLimit(), block);
                if (columns < width) {
                    copy(block, counts, row, column);
                }
                done += block.size();
                long before = latest;
                latest = System.nanoTime();
                double toCome = scene.grid().pixels() - tile.pixelsBefore(scene.grid().width()) - done + later;
                if (simdServes) {
                    chosen.spent(latest - before, (long) ((latest - sampled) * (toCome / done)));
                }
            }
        }
        expected.updateAndGet(samples -> Math.max(0, samples - counts.size()));
        return new Elapsed(sampled - start, latest - sampled, 0);
    }

    private static double[] part(double[] axis, int first, int most) {
        int end = Math.min(first + most, axis.length);
        return end - first == axis.length ? axis : Arrays.copyOfRange(axis, first, end);
    }

    private static void copy(Counts block, Counts counts, int row, int column) {
        for (int k = 0; k < block.rows(); k++) {
            Counts there = counts.slice(new Tile(row + k, 1, column, block.width()));
            there.buffer().put(block.slice(new Tile(k, 1)).buffer());
        }
    }

    @Override
    public void warmUp(Scene scene) {
        chosen(scene).warmUp();
    }

    @Override
    public void expect(long samples) {
        expected.addAndGet(samples);
    }

    @Override
    public double peak(Precision precision) {
        return CpuPeak.measure(kernels(KernelKind.PLAIN, true).of(precision), precision, concurrency());
    }

    @Override
    public void close() {}
}
