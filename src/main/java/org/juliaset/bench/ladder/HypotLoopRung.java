package org.juliaset.bench.ladder;

import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

/** A compiled loop over primitive numbers that computes |z| in every step, as Numba compiles abs(). */
public final class HypotLoopRung implements Rung {
    @Override
    public String name() {
        return "loop with hypot";
    }

    @Override
    public void compute(JuliaSet set, Grid grid, Counts counts) {
        double[] xs = grid.columns();
        double[] ys = grid.rows(grid.whole());
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            counts.set(pixel, escape(xs[pixel % xs.length], ys[pixel / xs.length], set));
        }
    }

    private static int escape(double x, double y, JuliaSet set) {
        double re = x;
        double im = y;
        for (int n = 0; n < set.iterationLimit(); n++) {
            double product = re * im;
            re = (re * re - im * im) + set.real();
            im = (product + product) + set.imag();
            if (Math.hypot(re, im) >= set.threshold()) {
                return n;
            }
        }
        return set.iterationLimit();
    }
}
