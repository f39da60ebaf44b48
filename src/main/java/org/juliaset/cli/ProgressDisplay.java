package org.juliaset.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.juliaset.render.Progress;

/** A progress bar: megapixels done, elapsed and remaining time, rate. */
final class ProgressDisplay implements Progress, AutoCloseable {
    private static final double MEGAPIXEL = 1e6;
    private static final double MILLIS = 1e3;
    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;

    private final ProgressBar bar;

    ProgressDisplay(long pixels, PrintStream to) {
        this("juliaset", pixels, to);
    }

    /** @param task what is being done, in a word */
    ProgressDisplay(String task, long pixels, PrintStream to) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(pixels)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setRenderer(new Megapixels())
                // of a fixed width: to ask the terminal for its own takes longer than most pictures
                .setConsumer(new ConsoleProgressBarConsumer(to, WIDTH))
                .build();
    }

    @Override
    public void finished(long pixels) {
        bar.stepTo(pixels);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** The library's own line, but for fractions of a megapixel and of a second. */
    private static final class Megapixels extends DefaultProgressBarRenderer {
        Megapixels() {
            super(ProgressBarStyle.ASCII, "", 1, true, null, ChronoUnit.SECONDS, true, Megapixels::remaining);
        }

        private static Optional<Duration> remaining(ProgressState state) {
            long done = state.getCurrent();
            return done == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long)
                            ((double) (state.getMax() - done) / done * state.getElapsedAfterStart().toMillis())));
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
