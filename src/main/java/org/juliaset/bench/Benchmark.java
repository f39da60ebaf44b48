package org.juliaset.bench;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.model.Counts;

/**
 * The measuring loop. Each candidate is started, warmed up and measured once by itself; then all of them
 * run in turn, round after round, so that what drifts in the machine's speed meets all alike. Every run's counts are
 * compared with the scalar engine's. Georges, Buytaert and Eeckhout, "Statistically rigorous Java
 * performance evaluation" (OOPSLA 2007), on why start-up and steady state are kept apart.
 */
public final class Benchmark {
    private final Workload workload;
    private final Settings settings;
    private final boolean ladder;
    private final Observer observer;

    /** Is told how the measurement comes along. */
    public interface Observer {
        /**
         * A run begins.
         *
         * @param name the candidate's
         * @param done seconds of measuring that are done
         * @param left seconds that are likely to be left
         */
        void running(String name, double done, double left);

        /** There are new figures: all results as they stand, the last time those that are returned. */
        void measured(List<Result> results);
    }

    /** @param ladder whether the contenders are the rungs of a ladder, each to be compared with the one before */
    public Benchmark(Workload workload, Settings settings, boolean ladder, Observer observer) {
        this.workload = workload;
        this.settings = settings;
        this.ladder = ladder;
        this.observer = observer;
    }

    /** Measures the contenders and returns a result for each, in their order. */
    public List<Result> run(List<Contender> contenders) throws InterruptedException {
        observer.running("scalar engine (the reference)", 0, 0);
        Reference reference = Reference.of(workload, settings.threads());
        Counts counts = Counts.allocate(
                workload.grid().width(), workload.grid().whole().rows(), workload.set().iterationLimit());
        List<Measurement> tracks =
                contenders.stream().map(c -> new Measurement(c, workload, reference)).toList();
        try {
            for (Measurement track : tracks) {
                warmUp(track, tracks, counts);
                track.measurePeak();
                measure(track, tracks, counts);
                observer.measured(results(tracks));
            }
            for (int round = 1; round < settings.runs(); round++) {
                for (Measurement track : tracks) {
                    measure(track, tracks, counts);
                }
                observer.measured(results(tracks));
            }
            // once more at the end: the machine may have been slower before
            tracks.forEach(Measurement::measurePeak);
            List<Result> results = results(tracks);
            observer.measured(results);
            return results;
        } finally {
            tracks.forEach(Measurement::close);
        }
    }

    private void warmUp(Measurement track, List<Measurement> tracks, Counts counts) throws InterruptedException {
        step(track, tracks, track::start);
        while (!track.isSkipped()
                && track.warmups() < settings.warmups()
                && !track.isSteady()
                && track.spent() + track.likelySeconds() <= settings.maxSeconds() / 2) {
            step(track, tracks, () -> track.warmUp(counts));
        }
    }

    private void measure(Measurement track, List<Measurement> tracks, Counts counts) throws InterruptedException {
        boolean inTime = track.spent() + track.likelySeconds() <= settings.maxSeconds();
        if (!track.isSkipped() && (inTime || track.runs() == 0)) {
            step(track, tracks, () -> track.measure(counts));
        }
    }

    private void step(Measurement track, List<Measurement> tracks, Runnable run) throws InterruptedException {
        double done = tracks.stream().mapToDouble(Measurement::spent).sum();
        observer.running(track.name(), done, tracks.stream().mapToDouble(this::left).sum());
        run.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Seconds that a track's measured runs are likely to take from here. */
    private double left(Measurement track) {
        double each = track.likelySeconds();
        double wanted = Math.min((settings.runs() - track.runs()) * each, settings.maxSeconds() - track.spent());
        return track.isSkipped() ? 0 : Math.max(track.runs() == 0 ? each : 0, wanted);
    }

    private List<Result> results(List<Measurement> tracks) {
        List<Result> results = new ArrayList<>();
        tracks.forEach(track -> results.add(track.result()));
        return ladder ? withSpeedups(results) : results;
    }

    private static List<Result> withSpeedups(List<Result> results) {
        List<Result> compared = new ArrayList<>();
        Double naive = null;
        Double previous = null;
        for (Result result : results) {
            if (result.skipped() != null) {
                compared.add(result);
                continue;
            }
            double median = result.seconds().total().median();
            naive = naive == null ? Double.valueOf(median) : naive;
            compared.add(result.withSpeedups(naive / median, previous == null ? null : previous / median));
            previous = median;
        }
        return compared;
    }
}
