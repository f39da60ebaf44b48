package org.juliaset.bench.ladder;

import java.util.stream.IntStream;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

/**
 * A loop without a square root, which compares |z|² with the squared threshold: the article's second Numba version and
 * its Rust library. Runs on one core, or on all threads of the pool that calls it.
 */
public final class SquaredNormRung implements Rung {
    private final boolean parallel;

    /**
     * Creates a rung.
     *
     * @param parallel whether all threads of the pool share the rows
     */
    public SquaredNormRung(boolean parallel) {
        this.parallel = parallel;
    }

    @Override
    public String name() {
        return parallel ? "squared norm, parallel" : "loop with squared norm";
    }

    @Override
    public void compute(JuliaSet set, Grid grid, Counts counts) {
        double[] xs = grid.columns();
        double[] ys = grid.rows(grid.whole());
        IntStream rows = IntStream.range(0, ys.length);
        (parallel ? rows.parallel() : rows).forEach(row -> row(xs, ys[row], set, counts, row * xs.length));
    }

    private static void row(double[] xs, double y, JuliaSet set, Counts counts, int first) {
        for (int column = 0; column < xs.length; column++) {
            counts.set(first + column, escape(xs[column], y, set));
        }
    }

    private static int escape(double x, double y, JuliaSet set) {
        double bound = set.bound();
        double re = x;
        double im = y;
        for (int n = 0; n < set.iterationLimit(); n++) {
            double product = re * im;
            re = (re * re - im * im) + set.real();
            im = (product + product) + set.imag();
            if (re * re + im * im >= bound) {
                return n;
            }
        }
        return set.iterationLimit();
    }
}
