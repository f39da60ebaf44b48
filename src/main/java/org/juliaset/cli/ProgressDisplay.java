package org.juliaset.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.juliaset.render.Effort;
import org.juliaset.render.Progress;
import org.juliaset.render.RenderJob;

/** A progress bar: megapixels done, elapsed and remaining time, rate. */
final class ProgressDisplay implements Progress, AutoCloseable {
    private static final double MEGAPIXEL = 1e6;
    private static final double MILLIS = 1e3;
    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;

    /** Pixels below which the time left is not worth a look at where the work lies. */
    private static final long SMALL = 4_000_000;

    private final long pixels;
    private final LongToDoubleFunction share;
    private final ProgressBar bar;

    /** The share of the work that an earlier render did. */
    private volatile double before;

    /** For a picture that is computed. */
    ProgressDisplay(String task, RenderJob job, PrintStream to) {
        this(task, job.grid().pixels(), effort(job), to);
    }

    /** For pixels that take the same time each. */
    ProgressDisplay(String task, long pixels, PrintStream to) {
        this(task, pixels, done -> (double) done / pixels, to);
    }

    /**
     * @param task what is being done, in a word
     * @param share of all work that lies in the first pixels
     */
    private ProgressDisplay(String task, long pixels, LongToDoubleFunction share, PrintStream to) {
        this.pixels = pixels;
        this.share = share;
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(pixels)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setRenderer(new Megapixels(this::remaining))
                // of a fixed width: to ask the terminal for its own takes longer than most pictures
                .setConsumer(new ConsoleProgressBarConsumer(to, WIDTH))
                .build();
    }

    private static LongToDoubleFunction effort(RenderJob job) {
        long pixels = job.grid().pixels();
        return pixels < SMALL ? done -> (double) done / pixels : Effort.of(job.set(), job.grid())::share;
    }

    @Override
    public void finished(long pixels) {
        bar.stepTo(pixels);
    }

    @Override
    public void resumed(long bands, long all) {
        before = share.applyAsDouble((long) ((double) bands / all * pixels));
    }

    /** By the work that is done and to be done, which need not lie where the pixels do. */
    private Optional<Duration> remaining(ProgressState state) {
        double done = share.applyAsDouble(state.getCurrent());
        return done <= before
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        (long) ((1 - done) / (done - before) * state.getElapsedAfterStart().toMillis())));
    }

    @Override
    public void close() {
        bar.close();
    }

    /** The library's own line, but for fractions of a megapixel and of a second. */
    private static final class Megapixels extends DefaultProgressBarRenderer {
        Megapixels(Function<ProgressState, Optional<Duration>> remaining) {
            super(ProgressBarStyle.ASCII, "", 1, true, null, ChronoUnit.SECONDS, true, remaining);
        }

        @Override
        protected String ratio(ProgressState state) {
            return String.format(
                    Locale.ROOT, "%.1f/%.1f Mpx", state.getCurrent() / MEGAPIXEL, state.getMax() / MEGAPIXEL);
        }

        @Override
        protected String speed(ProgressState state) {
            double seconds = Math.max(1, state.getElapsedAfterStart().toMillis()) / MILLIS;
            return String.format(Locale.ROOT, "%.1f Mpx/s", state.getCurrent() / MEGAPIXEL / seconds);
        }
    }
}
