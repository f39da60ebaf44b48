package org.juliaset.concurrent;

/**
 * Measures for how long something has been waited for while this process was running. A process that is stopped
 * (SIGSTOP, a debugger, a laptop's sleep) cannot see what it waits for: of a longer absence only a small part
 * counts, so that what was stopped along with it has its full time again. For use by one thread.
 */
public final class AwakeTimer {
    private static final int STEPS = 20;

    private final long limitNanos;
    private final long stepNanos;
    private long lastLook = System.nanoTime();
    private long awakeNanos;

    /** @param limitNanos time after which it has expired, at least 20 ns */
    public AwakeTimer(long limitNanos) {
        this.limitNanos = limitNanos;
        this.stepNanos = limitNanos / STEPS;
    }

    /** Nanoseconds to wait before the next look: longer waits count as absence. */
    public long stepNanos() {
        return stepNanos;
    }

    /** Takes a look, and tells whether the limit is reached. */
    public boolean hasExpired() {
        long now = System.nanoTime();
        awakeNanos += Math.min(now - lastLook, 2 * stepNanos);
        lastLook = now;
        return awakeNanos >= limitNanos;
    }

    /** Starts again from zero. */
    public void restart() {
        awakeNanos = 0;
        lastLook = System.nanoTime();
    }
}
