package org.juliaset.compute.cpu;

import java.util.Arrays;
import org.juliaset.compute.KernelKind;
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling;

/**
 * Small pictures that take a kernel through all that it can meet, and say how fast it is.
 *
 * @param kind that of the kernel
 * @param isFinal whether escapes are final in the pictures, see {@link org.juliaset.compute.EscapeRule}
 */
record KernelTrial(KernelKind kind, boolean isFinal) {
    private static final int WIDTH = 131;
    private static final int ROWS = 13;
    private static final int LIMIT = 300;
    private static final int SHORT_LIMIT = 100;

    private static double[] axis(int length, double middle, double reach) {
        double[] axis = new double[length];
        Arrays.setAll(axis, k -> middle - reach + 2 * reach / length * k);
        return axis;
    }

    /**
     * Time for a picture most of whose orbits escape, after 30 iterations on average. Another one, which is not
     * counted, has orbits that repeat themselves: the JIT compiles what it has seen, and what it sees
     * later for the first time makes it begin again.
     */
    long nanos(Kernel kernel) {
        Counts counts = Counts.allocate(WIDTH, ROWS, kind.isSmooth() ? LIMIT * Sampling.UNITS : LIMIT);
        double[] wholeXs = axis(WIDTH, 0, 1.6);
        double[] wholeYs = axis(ROWS, 0, 0.9);
        if (kind.isMap()) {
            kernel.count(wholeXs, wholeYs, 0, 0, bound(), LIMIT, counts);
            return nanos(kernel, axis(WIDTH, -0.75, 0.05), axis(ROWS, 0.22, 0.05), 0, 0, counts);
        }
        kernel.count(wholeXs, wholeYs, -1, 0, bound(), LIMIT, counts);
        return nanos(kernel, axis(WIDTH, 0, 0.1), axis(ROWS, 0, 0.1), -0.835, -0.2321, counts);
    }

    /** The squared threshold. */
    private double bound() {
        return isFinal ? 4 : 2.25;
    }

    private long nanos(Kernel kernel, double[] xs, double[] ys, double re, double im, Counts counts) {
        long start = System.nanoTime();
        kernel.count(xs, ys, re, im, bound(), SHORT_LIMIT, counts);
        return System.nanoTime() - start;
    }
}
