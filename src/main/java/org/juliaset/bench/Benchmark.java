package org.juliaset.bench;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.model.Counts;

/**
 * The measuring loop. Each candidate is started, warmed up and measured once by itself; then all of them run in turn,
 * round after round, so that drifts of the machine's speed affect all of them equally. The counts of every run are
 * compared with those of the scalar kernel. Start-up and steady state are measured separately, see Georges, Buytaert
 * and Eeckhout, "Statistically rigorous Java performance evaluation" (OOPSLA 2007).
 */
public final class Benchmark {
    private final Workload workload;
    private final Settings settings;
    private final boolean ladder;
    private final Observer observer;

    /** Receives the progress of a measurement. */
    public interface Observer {
        /**
         * A run starts.
         *
         * @param name the name of the candidate
         * @param done seconds of measuring so far
         * @param left expected remaining seconds
         */
        void running(String name, double done, double left);

        /** Receives all results after each new measurement; the last call receives those that are returned. */
        void measured(List<Result> results);
    }

    /**
     * Creates a measurement.
     *
     * @param ladder whether the contenders are rungs of a ladder, each compared with the previous one
     */
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
        List<Measurement> measurements =
                contenders.stream().map(c -> new Measurement(c, workload, reference)).toList();
        try {
            for (Measurement measurement : measurements) {
                warmUp(measurement, measurements, counts);
                measurement.measurePeak();
                measure(measurement, measurements, counts);
                observer.measured(results(measurements));
            }
            for (int round = 1; round < settings.runs(); round++) {
                for (Measurement measurement : measurements) {
                    measure(measurement, measurements, counts);
                }
                observer.measured(results(measurements));
            }
            // measured again: the machine may have been slower before
            measurements.forEach(Measurement::measurePeak);
            List<Result> results = results(measurements);
            observer.measured(results);
            return results;
        } finally {
            measurements.forEach(Measurement::close);
        }
    }

    private void warmUp(Measurement current, List<Measurement> all, Counts counts) throws InterruptedException {
        step(current, all, current::start);
        while (!current.isSkipped()
                && current.warmups() < settings.warmups()
                && !current.isSteady()
                && current.spent() + current.likelySeconds() <= settings.maxSeconds() / 2) {
            step(current, all, () -> current.warmUp(counts));
        }
    }

    private void measure(Measurement current, List<Measurement> all, Counts counts) throws InterruptedException {
        boolean inTime = current.spent() + current.likelySeconds() <= settings.maxSeconds();
        if (!current.isSkipped() && (inTime || current.runs() == 0)) {
            step(current, all, () -> current.measure(counts));
        }
    }

    private void step(Measurement current, List<Measurement> all, Runnable run) throws InterruptedException {
        double done = all.stream().mapToDouble(Measurement::spent).sum();
        observer.running(current.name(), done, all.stream().mapToDouble(this::left).sum());
        run.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Returns the expected seconds of a candidate's remaining runs. */
    private double left(Measurement current) {
        double each = current.likelySeconds();
        double wanted = Math.min((settings.runs() - current.runs()) * each, settings.maxSeconds() - current.spent());
        return current.isSkipped() ? 0 : Math.max(current.runs() == 0 ? each : 0, wanted);
    }

    private List<Result> results(List<Measurement> measurements) {
        List<Result> results = new ArrayList<>();
        measurements.forEach(measurement -> results.add(measurement.result()));
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
