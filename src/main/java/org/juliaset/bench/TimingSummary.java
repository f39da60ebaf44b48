package org.juliaset.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The times of a candidate's runs, in seconds.
 *
 * @param runs each run, in the order of measuring
 */
public record TimingSummary(double median, double min, double max, List<Double> runs) {
    private static final double NANOS = 1e9;

    static TimingSummary of(List<Candidate.Times> times, ToLongFunction<Candidate.Times> which) {
        double[] sorted = times.stream().mapToDouble(t -> which.applyAsLong(t) / NANOS).toArray();
        List<Double> runs = Arrays.stream(sorted).boxed().toList();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new TimingSummary(median, sorted[0], sorted[sorted.length - 1], runs);
    }

    /** Returns the range of the runs as a share of the median; 0 for a single run. */
    public double spread() {
        return median == 0 ? 0 : (max - min) / median;
    }
}
