package org.juliaset.compute;

/**
 * The steps at which kernels compare an orbit with a past point. An orbit that returns to a point, bit for bit, is in a
 * cycle and never escapes. As in Brent's method (BIT 20, 1980, 176-184) there is one past point, replaced after twice
 * as many steps each time. Unlike there, the comparison is made only every {@link #INTERVAL} steps, at no measurable
 * cost, and detects a cycle if the steps between the two points are a multiple of its length: nearly all cycles are
 * short and detected at once.
 */
public final class CycleDetection {
    /** Steps between two comparisons: a multiple of 1 to 6, and so of the steps between two escape tests. */
    public static final int INTERVAL = 120;

    private CycleDetection() {}

    /**
     * Returns whether cycle detection can end an orbit before this limit, so that fewer steps are made than counted.
     */
    public static boolean canEndBefore(int limit) {
        return limit > 2 * INTERVAL;
    }

    /** Returns the step at which the past point of step {@code n} is replaced. */
    public static int next(int n) {
        return n > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * n;
    }
}
