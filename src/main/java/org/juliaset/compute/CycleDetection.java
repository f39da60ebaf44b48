package org.juliaset.compute;

/**
 * When kernels look whether an orbit repeats itself. An orbit that comes to a point where it has been,
 * bit for bit, goes round for ever and never escapes. As in Brent's method (BIT 20, 1980, 176-184) it is
 * compared with one past point, which is replaced after twice as many steps each time; unlike there only
 * once in {@link #INTERVAL} steps, which costs nothing measurable, and sees a cycle as soon as the steps
 * between the two are a multiple of its length: nearly all cycles are short, and are seen at once.
 */
public final class CycleDetection {
    /** Steps from one comparison to the next: a multiple of 1 to 6, among them the steps between two tests. */
    public static final int INTERVAL = 120;

    private CycleDetection() {}

    /** Whether an orbit can be ended early, so that fewer iterations are made than its count says. */
    public static boolean canEndBefore(int limit) {
        return limit > 2 * INTERVAL;
    }

    /** The step at which to take another past point, after that of step {@code n}. */
    public static int next(int n) {
        return n > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * n;
    }
}
