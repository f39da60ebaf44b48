package org.juliaset.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar: what runs now, and the time that is left. */
final class BenchProgress implements AutoCloseable {
    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;
    private static final double MILLIS = 1e3;

    private final ProgressBar bar;
    private volatile double left;

    BenchProgress(PrintStream to) {
        this.bar = new ProgressBarBuilder()
                .setTaskName("bench")
                .setInitialMax(1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .continuousUpdate()
                .setUnit(" s", (long) MILLIS)
                .setEtaFunction(state -> Optional.of(Duration.ofMillis((long) (left * MILLIS))))
                .setConsumer(new ConsoleProgressBarConsumer(to, WIDTH))
                .clearDisplayOnFinish()
                .build();
    }

    /** @param done seconds of measuring behind us */
    void running(String name, double done, double secondsLeft) {
        left = secondsLeft;
        bar.maxHint((long) Math.max(1, (done + secondsLeft) * MILLIS));
        bar.stepTo((long) (done * MILLIS));
        bar.setExtraMessage(" " + name);
    }

    @Override
    public void close() {
        bar.close();
    }
}
