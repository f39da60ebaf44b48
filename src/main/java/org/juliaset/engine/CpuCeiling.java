package org.juliaset.engine;

import java.util.stream.IntStream;
import org.juliaset.core.Counts;

/**
 * How fast a kernel is where nothing holds it up: a few pixels that all stay bounded for a long time, so
 * that branches are foreseen and memory is left alone.
 */
final class CpuCeiling {
    private static final int PIXELS = 64;
    private static final int LIMIT = 100_000;
    private static final int ROUNDS = 16;

    private CpuCeiling() {}

    /** The best of some rounds on all threads at once, in iterations per second. */
    static double measure(Kernel kernel, int threads) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            IntStream.range(0, threads).parallel().forEach(thread -> iterate(kernel));
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.max(best, (double) threads * PIXELS * LIMIT / seconds);
        }
        return best;
    }

    private static void iterate(Kernel kernel) {
        double[] xs = IntStream.range(0, PIXELS).mapToDouble(k -> BoundedOrbits.STEP * k).toArray();
        Counts counts = Counts.allocate(PIXELS, 1, LIMIT);
        double[] ys = {0};
        kernel.julia(xs, ys, BoundedOrbits.REAL, BoundedOrbits.IMAG, BoundedOrbits.BOUND, LIMIT, counts);
        if (counts.sum() != (long) PIXELS * LIMIT) {
            throw new EngineException("an orbit that is bounded escaped");
        }
    }
}
