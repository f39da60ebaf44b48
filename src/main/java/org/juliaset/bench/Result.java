package org.juliaset.bench;

/**
 * The result of one candidate, and a row of the JSON export with the same names.
 *
 * @param name its name
 * @param device the ID of its device
 * @param precision precision of its arithmetic
 * @param workload name of the workload
 * @param pixels number of pixels of the workload
 * @param iterations iterations of the workload, the sum of the reference's counts
 * @param countsHash SHA-256 of the counts as little-endian uint32, row-major; of the pixels if the candidate renders a
 *     PNG
 * @param mismatches number of pixels that differ from the reference in the worst run
 * @param seconds times of the measured runs
 * @param startSeconds time until the candidate was ready: for a device, its context and its program
 * @param firstRunSeconds time of the first run, while Java was still compiling
 * @param warmupRuns number of runs before the measured ones, the first included
 * @param steady whether the last two runs of the warm-up took the same time
 * @param gigaIterationsPerSecond the iterations of the workload divided by the median time of the kernel
 * @param peakGigaIterationsPerSecond the peak rate of the device, or the best of these runs if that was faster; null if
 *     not measured, or if devices need not make all iterations since orbits end in cycles
 * @param shareOfPeak the rate divided by the peak rate, at most 1
 * @param speedupOnNaive the first rung's median total divided by this one's; null without a ladder
 * @param speedupOnPrevious the previous rung's median total divided by this one's; null without a ladder
 * @param skipped why the candidate was not measured; null if it was
 */
public record Result(
        String name,
        String device,
        String precision,
        String workload,
        long pixels,
        Long iterations,
        String countsHash,
        Long mismatches,
        Seconds seconds,
        Double startSeconds,
        Double firstRunSeconds,
        Integer warmupRuns,
        Boolean steady,
        Double gigaIterationsPerSecond,
        Double peakGigaIterationsPerSecond,
        Double shareOfPeak,
        Double speedupOnNaive,
        Double speedupOnPrevious,
        String skipped) {

    /** The times of the kernel, the read-back and the whole run. */
    public record Seconds(TimingSummary kernel, TimingSummary readback, TimingSummary total) {}

    /** Returns whether it was measured and every run equalled the reference. */
    public boolean equal() {
        return skipped == null && mismatches == 0;
    }

    /** Returns whether it was measured and a run differed from the reference. */
    public boolean wrong() {
        return skipped == null && mismatches > 0;
    }

    Result withSpeedups(Double onNaive, Double onPrevious) {
        return new Result(
                name, device, precision, workload, pixels, iterations, countsHash, mismatches, seconds, startSeconds,
                firstRunSeconds, warmupRuns, steady, gigaIterationsPerSecond, peakGigaIterationsPerSecond,
                shareOfPeak, onNaive, onPrevious, skipped);
    }
}
