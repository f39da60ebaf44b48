package org.juliaset.bench.ladder;

import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

/**
 * One operation at a time over the whole array, as in NumPy: a pass for z² + c, a pass for |z| (the square root of a
 * sum of squares, as NumPy vectorises it), a pass for the comparison, and a pass that sets escaped pixels to NaN.
 */
public final class WholeArrayRung implements Rung {
    @Override
    public String name() {
        return "whole-array passes";
    }

    @Override
    public void compute(JuliaSet set, Grid grid, Counts counts) {
        int size = counts.size();
        double[] re = new double[size];
        double[] im = new double[size];
        fill(grid, re, im);
        double[] abs = new double[size];
        boolean[] escaped = new boolean[size];
        for (int pixel = 0; pixel < size; pixel++) {
            counts.set(pixel, set.iterationLimit());
        }
        for (int n = 0; n < set.iterationLimit(); n++) {
            squareAndAdd(re, im, set.real(), set.imag());
            abs(re, im, abs);
            compare(abs, set.threshold(), escaped);
            mark(escaped, n, re, counts);
        }
    }

    private static void fill(Grid grid, double[] re, double[] im) {
        double[] xs = grid.columns();
        double[] ys = grid.rows(grid.whole());
        for (int pixel = 0; pixel < re.length; pixel++) {
            re[pixel] = xs[pixel % xs.length];
            im[pixel] = ys[pixel / xs.length];
        }
    }

    private static void squareAndAdd(double[] re, double[] im, double cre, double cim) {
        for (int pixel = 0; pixel < re.length; pixel++) {
            double product = re[pixel] * im[pixel];
            re[pixel] = (re[pixel] * re[pixel] - im[pixel] * im[pixel]) + cre;
            im[pixel] = (product + product) + cim;
        }
    }

    private static void abs(double[] re, double[] im, double[] abs) {
        for (int pixel = 0; pixel < abs.length; pixel++) {
            abs[pixel] = Math.sqrt(re[pixel] * re[pixel] + im[pixel] * im[pixel]);
        }
    }

    private static void compare(double[] abs, double threshold, boolean[] escaped) {
        for (int pixel = 0; pixel < abs.length; pixel++) {
            escaped[pixel] = abs[pixel] >= threshold;
        }
    }

    /** Sets escaped pixels to NaN, which compares as not escaped, so that a pixel is counted once. */
    private static void mark(boolean[] escaped, int n, double[] re, Counts counts) {
        for (int pixel = 0; pixel < escaped.length; pixel++) {
            if (escaped[pixel]) {
                counts.set(pixel, n);
                re[pixel] = Double.NaN;
            }
        }
    }
}
