package org.juliaset.cli;

import java.util.function.LongToDoubleFunction;
import org.juliaset.render.Effort;
import org.juliaset.render.Progress;
import org.juliaset.render.RenderJob;

/**
 * Shows on standard error how far a task has come: on a terminal as a bar, in a log as a line from time to time. A task
 * that is done before the first line of a log is due leaves none there, unless it was asked for.
 */
final class ProgressDisplay implements Progress, AutoCloseable {
    private static final int BAR_MILLIS = 200;
    private static final int LOG_MILLIS = 60_000;
    private static final int WANTED_LOG_MILLIS = 5_000;

    /** Time after which a bar follows the size of its terminal: most pictures are done before. */
    private static final double LONG_SECONDS = 1;

    /** Pixels below which the time left is not worth a look at where the work lies. */
    private static final long SMALL = 4_000_000;

    private final ProgressText text;
    private final Tally tally;

    /** Where the bar is; null for a log. */
    private final StatusLine line;

    /** Whether the end is told in a log. */
    private boolean isEndTold;

    private boolean followsSize;
    private boolean isClosed;

    /**
     * @param task what is being done, in a word
     * @param wanted whether it was asked for; null for what suits the terminal or the log
     */
    private ProgressDisplay(String task, long pixels, LongToDoubleFunction share, Boolean wanted) {
        this.tally = new Tally(pixels, share, System::nanoTime);
        this.text = new ProgressText(task, tally);
        this.line = Terminal.isStandardError() && !Boolean.FALSE.equals(wanted) ? StatusLine.install() : null;
        this.isEndTold = Boolean.TRUE.equals(wanted);
        if (!Boolean.FALSE.equals(wanted)) {
            long millis = line != null ? BAR_MILLIS
                    : Integer.getInteger("juliaset.progress.millis", isEndTold ? WANTED_LOG_MILLIS : LOG_MILLIS);
            Thread thread = new Thread(() -> run(millis), "juliaset-progress");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** For a picture that is computed. */
    static ProgressDisplay of(String task, RenderJob job, Boolean wanted) {
        long pixels = job.grid().pixels();
        return pixels < SMALL ? of(task, pixels, wanted) : new ProgressDisplay(task, pixels, new Share(job), wanted);
    }

    /** For pixels that take the same time each. */
    static ProgressDisplay of(String task, long pixels, Boolean wanted) {
        return new ProgressDisplay(task, pixels, done -> (double) done / pixels, wanted);
    }

    /** Where the work of a picture lies, looked at when it is first asked about. */
    private static final class Share implements LongToDoubleFunction {
        private final RenderJob job;
        private Effort effort;

        Share(RenderJob job) {
            this.job = job;
        }

        @Override
        public synchronized double applyAsDouble(long pixels) {
            effort = effort == null ? Effort.of(job.set(), job.grid()) : effort;
            return effort.share(pixels);
        }
    }

    private synchronized void run(long millis) {
        try {
            wait(millis);
            while (!isClosed) {
                show();
                wait(millis);
            }
        } catch (InterruptedException e) {
            // is not interrupted
        }
    }

    private void show() {
        if (line == null) {
            System.err.println("juliaset: " + text.line());
            isEndTold = true;
            return;
        }
        line.show(text.bar(line.width()));
        if (!followsSize && tally.seconds() > LONG_SECONDS) {
            followsSize = true;
            line.followSize();
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

    /** The bar of a task that has come to its end stays; one that has not leaves its place to the reason. */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
        if (line == null && isEndTold && tally.isComplete()) {
            show();
        } else if (line != null && tally.isComplete()) {
            show();
            line.finish();
        } else if (line != null) {
            line.clear();
        }
    }
}
