package org.juliaset.explore;

/**
 * Wakes waiting threads when renders change: at once when one begins or ends, and after a while when one progresses.
 * Safe for use by several threads.
 */
final class Changes {
    private long states;
    private long progress;
    private boolean closed;

    /** What has been seen: numbers that grow with each change. */
    record Seen(long states, long progress) {}

    /** Notes that a render begins, ends, is added or is removed. */
    synchronized void ofState() {
        states++;
        notifyAll();
    }

    /** Notes that a render has progressed. */
    synchronized void ofProgress() {
        progress++;
        notifyAll();
    }

    synchronized Seen now() {
        return new Seen(states, progress);
    }

    /**
     * Waits for a change.
     *
     * @param seen the latest known
     * @param progressMillis time before progress counts as a change
     * @param mostMillis time after which this returns
     * @return the latest; equal to {@code seen} if the time is over
     */
    synchronized Seen next(Seen seen, long progressMillis, long mostMillis) throws InterruptedException {
        long start = System.nanoTime();
        while (!closed && states == seen.states) {
            long waited = (System.nanoTime() - start) / 1_000_000;
            boolean hasProgress = progress != seen.progress;
            if (waited >= mostMillis || hasProgress && waited >= progressMillis) {
                break;
            }
            wait(hasProgress ? progressMillis - waited : mostMillis - waited);
        }
        return now();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Wakes all waiting threads; later waits return at once. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
