package org.juliaset.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juliaset.compute.MissingPartException;
import org.juliaset.model.Counts;

/** The measurement of one contender. */
final class Measurement {
    private static final double NANOS = 1e9;
    private static final double GIGA = 1e9;

    /** Two consecutive runs are steady if they differ by less than this share. */
    private static final double STEADY = 0.05;

    private final Contender contender;
    private final Workload workload;
    private final Reference reference;
    private final List<Candidate.Times> warmups = new ArrayList<>();
    private final List<Candidate.Times> runs = new ArrayList<>();
    private Candidate candidate;
    private long startNanos;
    private double peak = Double.NaN;
    private Candidate.Check check = new Candidate.Check(null, 0);
    private String skipped;

    Measurement(Contender contender, Workload workload, Reference reference) {
        this.contender = contender;
        this.workload = workload;
        this.reference = reference;
    }

    String name() {
        return contender.name();
    }

    void start() {
        long start = System.nanoTime();
        attempt(() -> {
            candidate = contender.start().get();
            startNanos = System.nanoTime() - start;
        });
    }

    /**
     * Measures the peak rate of its device after the warm-up; a later measurement can only raise it. NaN if that fails.
     */
    void measurePeak() {
        if (skipped == null && reference.isIteratedThroughout()) {
            try {
                double measured = candidate.peak();
                peak = Double.isNaN(peak) ? measured : Math.max(peak, measured);
            } catch (RuntimeException e) {
                // the runs matter more and continue without it
            }
        }
    }

    void warmUp(Counts counts) {
        attempt(() -> warmups.add(runOnce(counts)));
    }

    void measure(Counts counts) {
        attempt(() -> runs.add(runOnce(counts)));
    }

    boolean isSkipped() {
        return skipped != null;
    }

    /** Returns whether the last two runs of the warm-up took the same time. */
    boolean isSteady() {
        int count = warmups.size();
        if (count < 2) {
            return false;
        }
        double before = warmups.get(count - 2).total();
        return Math.abs(warmups.get(count - 1).total() - before) <= STEADY * before;
    }

    int warmups() {
        return warmups.size();
    }

    int runs() {
        return runs.size();
    }

    /** Returns the seconds of its runs so far, those of the warm-up included. */
    double spent() {
        return (sum(warmups) + sum(runs)) / NANOS;
    }

    /** Returns the expected seconds of its next run. */
    double likelySeconds() {
        List<Candidate.Times> known = runs.isEmpty() ? warmups : runs;
        return known.isEmpty() ? 0 : known.get(known.size() - 1).total() / NANOS;
    }

    /** Closes the candidate; a failure no longer affects its result. */
    void close() {
        if (candidate != null) {
            try {
                candidate.close();
            } catch (RuntimeException e) {
                // the result is complete
            }
        }
    }

    private static long sum(List<Candidate.Times> times) {
        return times.stream().mapToLong(Candidate.Times::total).sum();
    }

    /** Makes one run, into counts without the results of an earlier run, and compares it with the reference. */
    private Candidate.Times runOnce(Counts counts) throws Exception {
        Arrays.fill(counts.buffer().array(), (byte) 0xA5);
        Candidate.Times times = candidate.run(counts);
        if (warmups.isEmpty() && runs.isEmpty()) {
            candidate.warmUp();
        }
        Candidate.Check latest = candidate.check(reference, counts);
        if (check.hash() == null || latest.mismatches() > check.mismatches()) {
            check = latest;
        }
        return times;
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    /** Runs a step; a failure ends the measurement of this candidate alone. */
    private void attempt(Step step) {
        if (skipped != null) {
            return;
        }
        try {
            step.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            skipped = "interrupted";
        } catch (OutOfMemoryError e) {
            skipped = "out of memory: " + e.getMessage();
        } catch (LinkageError e) {
            skipped = MissingPartException.of(e).getMessage();
        } catch (Exception e) {
            skipped = e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    /** Returns the result so far. */
    Result result() {
        if (skipped != null || runs.isEmpty()) {
            return skipped(skipped == null ? "not measured yet" : skipped);
        }
        TimingSummary kernel = TimingSummary.of(runs, Candidate.Times::kernel);
        TimingSummary readBack = TimingSummary.of(runs, Candidate.Times::readBack);
        TimingSummary total = TimingSummary.of(runs, Candidate.Times::total);
        double rate = reference.iterations() / kernel.median() / GIGA;
        boolean known = !Double.isNaN(peak);
        double best = Math.max(peak / GIGA, reference.iterations() / kernel.min() / GIGA);
        return new Result(
                name(),
                contender.device(),
                workload.set().precision().title(),
                workload.name(),
                workload.grid().pixels(),
                reference.iterations(),
                check.hash(),
                check.mismatches(),
                new Result.Seconds(kernel, readBack, total),
                startNanos / NANOS,
                warmups.isEmpty() ? null : warmups.get(0).total() / NANOS,
                warmups.size(),
                isSteady(),
                rate,
                known ? best : null,
                known ? rate / best : null,
                null,
                null,
                null);
    }

    private Result skipped(String reason) {
        return new Result(
                name(), contender.device(), workload.set().precision().title(), workload.name(),
                workload.grid().pixels(),
                null, null, null, null, null, null, null, null, null, null, null, null, null, reason);
    }
}
