package org.juliaset.parts;

import org.juliaset.render.RenderJob;

/**
 * A number of parts for which each takes about a given time.
 *
 * @param shares the parts
 * @param longestSeconds expected time of the part with most work, its start included
 * @param meanSeconds that of a part
 */
public record PartPlan(Shares shares, double longestSeconds, double meanSeconds) {
    /** What a process takes for its start and for Java's compilers, on one core, roughly. */
    private static final double START_SECONDS = 1.5;

    private static final double GROWTH = 1.05;

    /**
     * Finds the least number of parts of which none takes longer than a given time, as far as rows can be divided.
     *
     * @param allSeconds expected time of the whole picture in one process
     * @param partSeconds the time that a part may take
     */
    public static PartPlan of(RenderJob job, double allSeconds, double partSeconds) {
        double working = Math.max(partSeconds - START_SECONDS, partSeconds / 2);
        Shares shares = Shares.of(job, 1);
        long units = (job.grid().height() + shares.unit() - 1) / shares.unit();
        long most = Math.min(Share.MAX_COUNT, Math.max(1, units));
        long count = (long) Math.min(most, Math.max(1, Math.ceil(allSeconds / working)));
        shares = shares.withCount((int) count);
        while (count < most && shares.mostWork() * allSeconds > working) {
            count = Math.min(most, Math.max(count + 1, (long) (count * GROWTH)));
            shares = shares.withCount((int) count);
        }
        return new PartPlan(
                shares, shares.mostWork() * allSeconds + START_SECONDS, allSeconds / count + START_SECONDS);
    }
}
