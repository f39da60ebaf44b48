package org.juliaset.engine;

import org.juliaset.core.JuliaSet;

/** What an orbit costs a kernel, which looks for repetitions and does not know its count beforehand. */
public final class OrbitCost {
    /** Steps after which an orbit is taken for one that goes to the limit. */
    private static final int PATIENCE = 10_000;

    private OrbitCost() {}

    /** Steps until the orbit of {@code re + im·i} escapes, is seen to repeat itself, or comes to the limit. */
    public static int steps(JuliaSet set, double re, double im) {
        int most = Math.min(set.iterationLimit(), PATIENCE);
        double x = re;
        double y = im;
        double pastX = Double.NaN;
        double pastY = Double.NaN;
        int keep = 0;
        for (int n = 0; n < most; n++) {
            double xy = x * y;
            x = (x * x - y * y) + set.real();
            y = (xy + xy) + set.imag();
            if (x * x + y * y >= set.bound()) {
                return n + 1;
            }
            if (n % Repetition.INTERVAL == 0) {
                if (x == pastX && y == pastY) {
                    return n + 1;
                }
                if (n >= keep) {
                    pastX = x;
                    pastY = y;
                    keep = Math.max(Repetition.INTERVAL, Repetition.next(n));
                }
            }
        }
        return set.iterationLimit();
    }
}
