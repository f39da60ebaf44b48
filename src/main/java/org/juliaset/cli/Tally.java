package org.juliaset.cli;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;

/**
 * How far a task has come, how fast it goes, and what is left of it. No figure is negative, not a number or more than
 * the whole, whatever is reported. Safe for use by several threads.
 */
final class Tally {
    private static final double NANOS = 1e9;

    private final long pixels;
    private final LongToDoubleFunction share;
    private final LongSupplier clock;
    private final long start;
    private volatile long finished;

    /** Pixels that were there before this task began. */
    private volatile long before;

    /**
     * @param pixels of the whole task
     * @param share of all work, 0 to 1, that lies in the first pixels
     * @param clock tells nanoseconds
     */
    Tally(long pixels, LongToDoubleFunction share, LongSupplier clock) {
        this.pixels = pixels;
        this.share = share;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** @param so pixels of the whole task that are done */
    void finished(long so) {
        finished = within(so);
    }

    /** The task resumes with what is there. */
    void resumed(long bands, long all) {
        before = within((long) ((double) bands / all * pixels));
        finished = Math.max(finished, before);
    }

    private long within(long count) {
        return Math.max(0, Math.min(pixels, count));
    }

    long pixels() {
        return pixels;
    }

    long finished() {
        return finished;
    }

    boolean isComplete() {
        return finished == pixels;
    }

    /** Percent of the pixels, in whole numbers: 100 is the whole. */
    int percent() {
        return (int) (100.0 * finished / pixels);
    }

    double seconds() {
        return Math.max(0, clock.getAsLong() - start) / NANOS;
    }

    /** Pixels in a second, of those that were made by this task. */
    double pixelsPerSecond() {
        double seconds = seconds();
        return seconds == 0 ? 0 : Math.max(0, finished - before) / seconds;
    }

    /** By the work that is done and to be done, which need not lie where the pixels do; empty before any is done. */
    OptionalDouble secondsLeft() {
        double done = share.applyAsDouble(finished);
        double left = (1 - done) / (done - share.applyAsDouble(before)) * seconds();
        return left >= 0 && left < Double.POSITIVE_INFINITY ? OptionalDouble.of(left) : OptionalDouble.empty();
    }
}
