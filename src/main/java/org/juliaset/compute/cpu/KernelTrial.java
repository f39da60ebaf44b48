package org.juliaset.compute.cpu;

import java.util.Arrays;
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling;

/** Small pictures that take a kernel through all that it can meet, and say how fast it is. */
final class KernelTrial {
    private static final int WIDTH = 131;
    private static final int ROWS = 13;
    private static final int LIMIT = 300;

    private KernelTrial() {}

    private static double[] axis(int length, double start) {
        double[] axis = new double[length];
        Arrays.setAll(axis, k -> start - 2 * start / length * k);
        return axis;
    }

    /**
     * Time for a picture most of whose orbits escape, after 30 iterations on average. Another one, which is not
     * counted, has orbits that repeat themselves: the JIT compiles what it has seen, and what it sees
     * later for the first time makes it begin again.
     */
    static long nanos(Kernel kernel) {
        double[] xs = axis(WIDTH, -0.1);
        double[] ys = axis(ROWS, -0.1);
        Counts counts = Counts.allocate(WIDTH, ROWS, kernel.isSmooth() ? LIMIT * Sampling.UNITS : LIMIT);
        kernel.count(axis(WIDTH, -1.6), axis(ROWS, -0.9), -1, 0, 4, LIMIT, counts);
        long start = System.nanoTime();
        kernel.count(xs, ys, -0.835, -0.2321, 4, 100, counts);
        return System.nanoTime() - start;
    }
}
