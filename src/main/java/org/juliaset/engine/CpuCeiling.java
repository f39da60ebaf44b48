package org.juliaset.engine;

import java.util.stream.IntStream;
import org.juliaset.core.Counts;

/**
 * How fast a kernel is where nothing holds it up: a few pixels that all stay bounded for a long time, so
 * that branches are foreseen and memory is left alone.
 */
final class CpuCeiling {
    private static final int PIXELS = 64;

    /** So short that no kernel looks for repetitions, of which these orbits are full. */
    private static final int LIMIT = Repetition.INTERVAL;

    private static final int REPEATS = 800;
    private static final int ROUNDS = 16;

    private CpuCeiling() {}

    /** The best of some rounds on all threads at once, in iterations per second. */
    static double measure(Kernel kernel, int threads) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            IntStream.range(0, threads).parallel().forEach(thread -> iterate(kernel));
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.max(best, (double) threads * PIXELS * LIMIT * REPEATS / seconds);
        }
        return best;
    }

    private static void iterate(Kernel kernel) {
        double[] xs = IntStream.range(0, PIXELS).mapToDouble(k -> BoundedOrbits.STEP * k).toArray();
        Counts counts = Counts.allocate(PIXELS, 1, LIMIT);
        double[] ys = {0};
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            kernel.julia(xs, ys, BoundedOrbits.REAL, BoundedOrbits.IMAG, BoundedOrbits.BOUND, LIMIT, counts);
        }
        if (counts.sum() != (long) PIXELS * LIMIT) {
            throw new EngineException("an orbit that is bounded escaped");
        }
    }
}
