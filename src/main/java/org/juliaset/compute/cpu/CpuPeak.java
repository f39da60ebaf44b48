package org.juliaset.compute.cpu;

import java.util.stream.IntStream;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.PeakOrbits;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Tile;

/** The peak rate of a kernel: predictable branches and no memory traffic, see {@link PeakOrbits}. */
final class CpuPeak {
    /** A multiple of the lanes of every vector, and a picture that stays in the processor's cache. */
    private static final int SIDE = 64;

    /** Rows that kernels can take by two, three, four or five. */
    private static final int ROWS = 60;

    private static final int LIMIT = PeakOrbits.MAX_LIMIT;
    private static final int REPEATS = 4;
    private static final int ROUNDS = 16;
    private static final double NANOS = 1e9;

    private CpuPeak() {}

    /** The best of some rounds on all threads at once, in iterations per second. */
    static double measure(Kernel kernel, Precision precision, int threads) {
        double iterations = (double) threads * REPEATS * SIDE * ROWS * LIMIT;
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            IntStream.range(0, threads).parallel().forEach(thread -> iterate(kernel, precision));
            best = Math.max(best, iterations * NANOS / (System.nanoTime() - start));
        }
        return best;
    }

    private static void iterate(Kernel kernel, Precision precision) {
        JuliaSet set = PeakOrbits.set(LIMIT, precision);
        Grid grid = PeakOrbits.grid(SIDE);
        double[] ys = grid.rows(new Tile(0, ROWS));
        Counts counts = Counts.allocate(SIDE, ROWS, LIMIT);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            kernel.count(grid.columns(), ys, set.real(), set.imag(), set.bound(), LIMIT, counts);
        }
        if (counts.sum() != (long) SIDE * ROWS * LIMIT) {
            throw new EngineException("an orbit that is bounded escaped");
        }
    }
}
