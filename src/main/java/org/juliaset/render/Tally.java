package org.juliaset.cli;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;

/**
 * The progress, speed and remaining time of a task. No value is negative, NaN or more than the whole, whatever is
 * reported. Safe for use by several threads.
 */
final class Tally {
    private static final double NANOS = 1e9;

    private final long pixels;
    private final LongToDoubleFunction share;
    private final LongSupplier clock;
    private final long start;
    private volatile long finished;

    /** Pixels that an earlier task had finished. */
    private volatile long before;

    /**
     * Starts the clock.
     *
     * @param pixels number of pixels of the whole task
     * @param share the share of all work, 0 to 1, in the first pixels
     * @param clock returns nanoseconds
     */
    Tally(long pixels, LongToDoubleFunction share, LongSupplier clock) {
        this.pixels = pixels;
        this.share = share;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /**
     * Sets the progress.
     *
     * @param count number of finished pixels of the whole task
     */
    void finished(long count) {
        finished = within(count);
    }

    /** Notes that the task resumes after the bands of an earlier one. */
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

    /** Returns the finished share of the pixels in whole percent; 100 only if all are finished. */
    int percent() {
        return (int) (100.0 * finished / pixels);
    }

    double seconds() {
        return Math.max(0, clock.getAsLong() - start) / NANOS;
    }

    /** Returns the pixels per second of this task. */
    double pixelsPerSecond() {
        double seconds = seconds();
        return seconds == 0 ? 0 : Math.max(0, finished - before) / seconds;
    }

    /** Returns the remaining seconds, estimated from the distribution of the work; empty before any work is done. */
    OptionalDouble secondsLeft() {
        double done = share.applyAsDouble(finished);
        double left = (1 - done) / (done - share.applyAsDouble(before)) * seconds();
        return left >= 0 && left < Double.POSITIVE_INFINITY ? OptionalDouble.of(left) : OptionalDouble.empty();
    }
}
