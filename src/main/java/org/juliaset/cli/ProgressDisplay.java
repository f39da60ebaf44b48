package org.juliaset.cli;

import java.util.function.LongToDoubleFunction;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.WorkProfile;

/** Shows how far a picture has come: megapixels done, elapsed and remaining time, rate. */
final class ProgressDisplay implements Progress, AutoCloseable {
    /** Pixels below which the time left is not worth a look at where the work lies. */
    private static final long SMALL = 4_000_000;

    private final Tally tally;
    private final Ticker ticker;

    /**
     * @param task what is being done, in a word
     * @param wanted see {@link Ticker}
     */
    private ProgressDisplay(
            String task, long pixels, LongToDoubleFunction share, Boolean wanted, Console console) {
        this.tally = new Tally(pixels, share, System::nanoTime);
        this.ticker = new Ticker(new ProgressText(task, tally), wanted, console);
    }

    /** For a picture that is computed. */
    static ProgressDisplay of(String task, RenderJob job, Boolean wanted, Console console) {
        long pixels = job.grid().pixels();
        return pixels < SMALL
                ? of(task, pixels, wanted, console)
                : new ProgressDisplay(task, pixels, new Share(job), wanted, console);
    }

    /** For pixels that take the same time each. */
    static ProgressDisplay of(String task, long pixels, Boolean wanted, Console console) {
        return new ProgressDisplay(task, pixels, done -> (double) done / pixels, wanted, console);
    }

    /** Where the work of a picture lies, looked at when it is first asked about. */
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
