package org.juliaset.bench.ladder;

import java.util.function.Function;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;

/**
 * A function of one number object, called for every pixel, as np.vectorize calls a Python function: every
 * number is an object, every operator finds out what it was given, and |z| is taken in every step.
 */
public final class NaiveRung implements Rung {
    /** A complex number as an object, since the language has none. */
    private record Complex(double re, double im) {}

    @Override
    public String name() {
        return "naive, number objects";
    }

    @Override
    public void compute(JuliaSet set, Grid grid, Counts counts) {
        Object c = new Complex(set.real(), set.imag());
        Object threshold = set.threshold();
        Function<Object, Object> escape = z -> escape(z, c, threshold, set.iterationLimit());
        double[] xs = grid.columns();
        double[] ys = grid.rows(grid.whole());
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            Object z = new Complex(xs[pixel % xs.length], ys[pixel / xs.length]);
            counts.set(pixel, (Integer) escape.apply(z));
        }
    }

    private static Object escape(Object start, Object c, Object threshold, int limit) {
        Object z = start;
        for (int n = 0; n < limit; n++) {
            z = plus(times(z, z), c);
            if (isAtLeast(abs(z), threshold)) {
                return n;
            }
        }
        return limit;
    }

    private static Object times(Object a, Object b) {
        if (a instanceof Complex x && b instanceof Complex y) {
            return new Complex(x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re);
        }
        return (Double) a * (Double) b;
    }

    private static Object plus(Object a, Object b) {
        if (a instanceof Complex x && b instanceof Complex y) {
            return new Complex(x.re + y.re, x.im + y.im);
        }
        return (Double) a + (Double) b;
    }

    private static Object abs(Object a) {
        return a instanceof Complex z ? Math.hypot(z.re, z.im) : Math.abs((Double) a);
    }

    private static boolean isAtLeast(Object a, Object b) {
        return ((Double) a).compareTo((Double) b) >= 0;
    }
}
