package org.juliaset.compute;

/**
 * Lets a thread that is interrupted out of an orbit. Between two blocks of pixels an engine looks for an interrupt
 * itself; but an orbit that neither escapes nor repeats itself can take a minute at the largest iteration limits.
 */
public final class LongOrbits {
    /** An orbit of fewer steps takes some milliseconds. Kernels look for an interrupt after so many, or more often. */
    public static final int STEPS = 1 << 20;

    private LongOrbits() {}

    /**
     * Ends the calling kernel if its thread is interrupted.
     *
     * @throws EngineException if it is; it still is then
     */
    public static void requireUninterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineException("interrupted");
        }
    }
}
