package org.juliaset.cli;

import java.util.function.LongToDoubleFunction;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.WorkProfile;

/** Shows the progress of a picture: megapixels done, elapsed and remaining time, rate. */
final class ProgressDisplay implements Progress, AutoCloseable {
    /** Below this many pixels, the remaining time is estimated without sampling the distribution of the work. */
    private static final long SMALL = 4_000_000;

    private final Tally tally;
    private final Ticker ticker;

    /**
     * @param task the task, in a word
     * @param wanted see {@link Ticker}
     */
    private ProgressDisplay(
            String task, long pixels, LongToDoubleFunction share, Boolean wanted, Console console) {
        this.tally = new Tally(pixels, share, System::nanoTime);
        this.ticker = new Ticker(new ProgressText(task, tally), wanted, console);
    }

    /** Shows the progress of a picture that is computed. */
    static ProgressDisplay of(String task, RenderJob job, Boolean wanted, Console console) {
        long pixels = job.grid().pixels();
        return pixels < SMALL
                ? of(task, pixels, wanted, console)
                : new ProgressDisplay(task, pixels, new Share(job), wanted, console);
    }

    /** Shows the progress of pixels that take equal time each. */
    static ProgressDisplay of(String task, long pixels, Boolean wanted, Console console) {
        return new ProgressDisplay(task, pixels, done -> (double) done / pixels, wanted, console);
    }

    /** The distribution of the work of a picture, sampled at the first call. */
    private static final class Share implements LongToDoubleFunction {
        private final RenderJob job;
        private WorkProfile effort;

        Share(RenderJob job) {
            this.job = job;
        }

        @Override
        public synchronized double applyAsDouble(long pixels) {
            effort = effort == null ? WorkProfile.of(job.scene()) : effort;
            return effort.share(pixels);
        }
    }

    @Override
    public void finished(long pixels) {
        tally.finished(pixels);
    }

    @Override
    public void resumed(long bands, long all) {
        tally.resumed(bands, all);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
