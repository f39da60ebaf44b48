package org.juliaset.bench;

import org.juliaset.model.Counts;

/** Something that computes a workload and is measured doing it. */
public interface Candidate extends AutoCloseable {
    /** What it is called in tables. */
    String name();

    /** The id of the device that it computes on. */
    String device();

    /**
     * Computes the workload once.
     *
     * @param counts where the counts of the whole grid go
     * @return where the time went
     * @throws Exception if it fails, which ends its measurement and no other
     */
    Times run(Counts counts) throws Exception;

    /**
     * What to compare with the reference after a run: how many pixels are wrong. A candidate that makes
     * something else of the counts than counts says so itself.
     */
    default Check check(Reference reference, Counts counts) {
        return reference.check(counts);
    }

    /** Prepares everything that is prepared during the first runs; called after the first one. */
    default void warmUp() {}

    /** Iterations per second that its device reaches at best; NaN where nothing measures that. */
    default double peak() {
        return Double.NaN;
    }

    @Override
    default void close() {}

    /**
     * Time of one run, in ns.
     *
     * @param kernel iterating, by the device's own clock where it has one
     * @param readBack bringing the counts back
     * @param total on the clock
     */
    record Times(long kernel, long readBack, long total) {
        /** A run that is nothing but its kernel. */
        static Times of(long nanos) {
            return new Times(nanos, 0, nanos);
        }
    }

    /**
     * A result compared with the reference.
     *
     * @param hash SHA-256 of the result; of counts, as little-endian uint32, row-major
     * @param mismatches pixels that differ
     */
    record Check(String hash, long mismatches) {}
}
