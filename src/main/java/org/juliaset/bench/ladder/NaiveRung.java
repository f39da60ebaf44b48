package org.juliaset.bench.ladder;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

/**
 * A function of one number, called for every pixel, as np.vectorize calls a Python function. As in Python, every number
 * is an object, the loop counter included; every operator is looked up by its name in the type of its left operand (The
 * Python Language Reference, 3.3.8); and |z| is computed in every step.
 */
public final class NaiveRung implements Rung {
    private record Complex(double re, double im) {}

    /** The operators of each type, by name; unary operators ignore their second operand. */
    private static final Map<Class<?>, Map<String, BinaryOperator<Object>>> TYPES = new HashMap<>();

    static {
        Map<String, BinaryOperator<Object>> whole = new HashMap<>();
        whole.put("add", (a, b) -> (Integer) a + (Integer) b);
        whole.put("less", (a, b) -> (Integer) a < (Integer) b);
        Map<String, BinaryOperator<Object>> real = new HashMap<>();
        real.put("less", (a, b) -> (Double) a < (Double) b);
        Map<String, BinaryOperator<Object>> complex = new HashMap<>();
        complex.put("add", (a, b) -> add((Complex) a, (Complex) b));
        complex.put("multiply", (a, b) -> multiply((Complex) a, (Complex) b));
        complex.put("abs", (a, none) -> Math.hypot(((Complex) a).re, ((Complex) a).im));
        TYPES.put(Integer.class, whole);
        TYPES.put(Double.class, real);
        TYPES.put(Complex.class, complex);
    }

    private static Complex add(Complex a, Complex b) {
        return new Complex(a.re + b.re, a.im + b.im);
    }

    private static Complex multiply(Complex a, Complex b) {
        return new Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
    }

    @Override
    public String name() {
        return "naive, number objects";
    }

    @Override
    public void compute(JuliaSet set, Grid grid, Counts counts) {
        Object c = new Complex(set.real(), set.imag());
        Object threshold = set.threshold();
        Object limit = set.iterationLimit();
        UnaryOperator<Object> escape = z -> escape(z, c, threshold, limit);
        double[] xs = grid.columns();
        double[] ys = grid.rows(grid.whole());
        for (int pixel = 0; pixel < counts.size(); pixel++) {
            Object z = new Complex(xs[pixel % xs.length], ys[pixel / xs.length]);
            counts.set(pixel, (Integer) escape.apply(z));
        }
    }

    private static Object escape(Object start, Object c, Object threshold, Object limit) {
        Object z = start;
        Object n = 0;
        while (isTrue(operate("less", n, limit))) {
            z = operate("add", operate("multiply", z, z), c);
            if (!isTrue(operate("less", operate("abs", z, null), threshold))) {
                break;
            }
            n = operate("add", n, 1);
        }
        return n;
    }

    private static Object operate(String operator, Object a, Object b) {
        return TYPES.get(a.getClass()).get(operator).apply(a, b);
    }

    private static boolean isTrue(Object condition) {
        return (Boolean) condition;
    }
}
