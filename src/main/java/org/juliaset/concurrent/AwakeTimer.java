package org.juliaset.concurrent;

/**
 * Measures waiting time while this process runs. A process that is stopped (SIGSTOP, a debugger, a laptop's sleep) may
 * have stopped along with what it waits for, so only a small part of that time counts. For one thread.
 */
public final class AwakeTimer {
    private static final int STEPS = 20;

    private final long limitNanos;
    private final long stepNanos;
    private long lastLook = System.nanoTime();
    private long awakeNanos;

    /**
     * Starts a timer.
     *
     * @param limitNanos time until it expires, at least 20 ns
     */
    public AwakeTimer(long limitNanos) {
        this.limitNanos = limitNanos;
        this.stepNanos = limitNanos / STEPS;
    }

    /**
     * Returns the nanoseconds to wait before the next call of {@link #hasExpired}: a longer wait is taken for a stop.
     */
    public long stepNanos() {
        return stepNanos;
    }

    /** Adds the time since the last call, and returns whether the limit is reached. */
    public boolean hasExpired() {
        long now = System.nanoTime();
        awakeNanos += Math.min(now - lastLook, 2 * stepNanos);
        lastLook = now;
        return awakeNanos >= limitNanos;
    }

    /** Restarts from zero. */
    public void restart() {
        awakeNanos = 0;
        lastLook = System.nanoTime();
    }
}
