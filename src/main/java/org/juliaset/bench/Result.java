package org.juliaset.bench;

/**
 * What was measured of one candidate. A row of the JSON export, whose names these are.
 *
 * @param name what it is called
 * @param device id of its device
 * @param precision of its arithmetic
 * @param workload name of the workload
 * @param pixels of the workload
 * @param iterations of the workload, the sum of the reference's counts
 * @param countsHash SHA-256 of the counts as little-endian uint32, row-major; of the gray samples where a
 *     PNG was made
 * @param mismatches pixels that differ from the scalar engine's in the worst run
 * @param seconds of the measured runs
 * @param startSeconds until the candidate was ready: for a device, its context and its program
 * @param firstRunSeconds of the very first run, while Java was still compiling
 * @param warmupRuns runs before the measured ones, the first included
 * @param steady whether the last two of those took the same time
 * @param gigaIterationsPerSecond the workload's iterations in the median of the kernel's time
 * @param peakGigaIterationsPerSecond what the device reaches where no orbit escapes and memory is left alone, or in
 *     the best of these runs if that was faster; null where not measured, and where devices need not make all of
 *     the iterations since orbits repeat themselves
 * @param shareOfPeak the one of the other, at most 1
 * @param speedupOnNaive the first rung's median total divided by this one's; null without a ladder
 * @param speedupOnPrevious the previous rung's median total divided by this one's; null without a ladder
 * @param skipped why there is nothing of the above; null where there is
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

    /** Kernel, read-back and whole time apart. */
    public record Seconds(TimingSummary kernel, TimingSummary readback, TimingSummary total) {}

    /** Whether it was measured and gave the reference's counts in every run. */
    public boolean equal() {
        return skipped == null && mismatches == 0;
    }

    /** Whether it was measured and gave other counts. */
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
