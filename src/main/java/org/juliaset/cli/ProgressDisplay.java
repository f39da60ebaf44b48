package org.juliaset.cli;

import java.util.function.LongToDoubleFunction;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Tally;

/** Shows the progress of a picture: megapixels done, elapsed and remaining time, rate. */
final class ProgressDisplay implements ClusterRender.Bar {
    private final Tally tally;
    private final Ticker ticker;

    /**
     * @param task the task, in a word
     * @param wanted see {@link Ticker}
     */
    private ProgressDisplay(String task, Tally tally, Boolean wanted, Console console) {
        this.tally = tally;
        this.ticker = new Ticker(new ProgressText(task, tally), wanted, console);
    }

    /** Shows the progress of a picture that is computed. */
    static ProgressDisplay of(String task, RenderJob job, Boolean wanted, Console console) {
        return new ProgressDisplay(task, Tally.of(job), wanted, console);
    }

    /** Shows the progress of pixels that take equal time each. */
    static ProgressDisplay of(String task, long pixels, Boolean wanted, Console console) {
        return new ProgressDisplay(task, Tally.of(pixels), wanted, console);
    }

    /** Shows the progress of pixels of which the first take a known share of the work. */
    static ProgressDisplay of(
            String task, long pixels, LongToDoubleFunction share, Boolean wanted, Console console) {
        return new ProgressDisplay(task, new Tally(pixels, share, System::nanoTime), wanted, console);
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
