package org.juliaset.bench.ladder;

import java.util.function.UnaryOperator;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;

/**
 * A function of one number, called for every pixel, as np.vectorize calls a Python function. As there,
 * every number is an object, the loop's counter too, every operator is looked up in its left operand, and
 * |z| is taken in every step.
 */
public final class NaiveRung implements Rung {
    /** A number of which nothing is known but that it has operators. */
    private interface Number {
        Number plus(Number other);

        Number times(Number other);

        Number abs();

        boolean isBelow(Number other);
    }

    private record Whole(int value) implements Number {
        @Override
        public Number plus(Number other) {
            return new Whole(value + ((Whole) other).value);
        }

        @Override
        public Number times(Number other) {
            return new Whole(value * ((Whole) other).value);
        }

        @Override
        public Number abs() {
            return new Whole(Math.abs(value));
        }

        @Override
        public boolean isBelow(Number other) {
            return value < ((Whole) other).value;
        }
    }

    private record Real(double value) implements Number {
        @Override
        public Number plus(Number other) {
            return new Real(value + ((Real) other).value);
        }

        @Override
        public Number times(Number other) {
            return new Real(value * ((Real) other).value);
        }

        @Override
        public Number abs() {
            return new Real(Math.abs(value));
        }

        @Override
        public boolean isBelow(Number other) {
            return value < ((Real) other).value;
        }
    }

    private record Complex(double re, double im) implements Number {
        @Override
        public Number plus(Number other) {
            Complex o = (Complex) other;
            return new Complex(re + o.re, im + o.im);
        }

        @Override
        public Number times(Number other) {
            Complex o = (Complex) other;
            return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
        }

        @Override
        public Number abs() {
            return new Real(Math.hypot(re, im));
        }

        @Override
        public boolean isBelow(Number other) {
            throw new UnsupportedOperationException("complex numbers have no order");
        }
    }

    @Override
    public String name() {
        return "naive, number objects";
    }

    @Override
    public void compute(JuliaSet set, Grid grid, Counts counts) {
        Number c = new Complex(set.real(), set.imag());
        Number threshold = new Real(set.threshold());
        Number limit = new Whole(set.iterationLimit());
        UnaryOperator<Number> escape = z -> escape(z, c, threshold, limit);
        double[] xs = grid.columns();
        double[] ys = grid.rows(grid.whole());
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            Number z = new Complex(xs[pixel % xs.length], ys[pixel / xs.length]);
            counts.set(pixel, ((Whole) escape.apply(z)).value);
        }
    }

    private static Number escape(Number start, Number c, Number threshold, Number limit) {
        Number one = new Whole(1);
        Number z = start;
        Number n = new Whole(0);
        while (isBelow(n, limit)) {
            z = plus(times(z, z), c);
            if (!isBelow(abs(z), threshold)) {
                break;
            }
            n = plus(n, one);
        }
        return n;
    }

    private static Number plus(Number a, Number b) {
        return a.plus(b);
    }

    private static Number times(Number a, Number b) {
        return a.times(b);
    }

    private static Number abs(Number a) {
        return a.abs();
    }

    private static boolean isBelow(Number a, Number b) {
        return a.isBelow(b);
    }
}
