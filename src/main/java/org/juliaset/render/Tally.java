package org.juliaset.render;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;

/**
 * The progress, speed and remaining time of a task. No value is negative, NaN or more than the whole, whatever is
 * reported. Safe for use by several threads.
 */
public final class Tally {
    /** Below this many pixels, the remaining time is estimated without sampling the distribution of the work. */
    private static final long SMALL = 4_000_000;

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
    public Tally(long pixels, LongToDoubleFunction share, LongSupplier clock) {
        this.pixels = pixels;
        this.share = share;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** Starts the clock for pixels that take equal time each. */
    public static Tally of(long pixels) {
        return new Tally(pixels, done -> (double) done / pixels, System::nanoTime);
    }

    /** Starts the clock for a picture. The distribution of the work of a large one is sampled when it is needed. */
    public static Tally of(RenderJob job) {
        long pixels = job.grid().pixels();
        return pixels < SMALL ? of(pixels) : new Tally(pixels, new SampledShare(job), System::nanoTime);
    }

    /** The distribution of the work of a picture, sampled at the first call. */
    private static final class SampledShare implements LongToDoubleFunction {
        private final RenderJob job;
        private WorkProfile effort;

        SampledShare(RenderJob job) {
            this.job = job;
        }

        @Override
        public synchronized double applyAsDouble(long pixels) {
            effort = effort == null ? WorkProfile.of(job.scene()) : effort;
            return effort.share(pixels);
        }
    }

    /**
     * Sets the progress.
     *
     * @param count number of finished pixels of the whole task
     */
    public void finished(long count) {
        finished = within(count);
    }

    /** Notes that the task resumes after the bands of an earlier one. */
    public void resumed(long bands, long all) {
        before = within((long) ((double) bands / all * pixels));
        finished = Math.max(finished, before);
    }

    private long within(long count) {
        return Math.max(0, Math.min(pixels, count));
    }

    /** Returns the number of pixels of the whole task. */
    public long pixels() {
        return pixels;
    }

    /** Returns the number of finished pixels. */
    public long finished() {
        return finished;
    }

    /** Returns whether all pixels are finished. */
    public boolean isComplete() {
        return finished == pixels;
    }

    /** Returns the finished share of the pixels in whole percent; 100 only if all are finished. */
    public int percent() {
        return (int) (100.0 * finished / pixels);
    }

    /** Returns the seconds since the start. */
    public double seconds() {
        return Math.max(0, clock.getAsLong() - start) / NANOS;
    }

    /** Returns the pixels per second of this task. */
    public double pixelsPerSecond() {
        double seconds = seconds();
        return seconds == 0 ? 0 : Math.max(0, finished - before) / seconds;
    }

    /** Returns the remaining seconds, estimated from the distribution of the work; empty before any work is done. */
    public OptionalDouble secondsLeft() {
        double done = share.applyAsDouble(finished);
        double left = (1 - done) / (done - share.applyAsDouble(before)) * seconds();
        return left >= 0 && left < Double.POSITIVE_INFINITY ? OptionalDouble.of(left) : OptionalDouble.empty();
    }
}
