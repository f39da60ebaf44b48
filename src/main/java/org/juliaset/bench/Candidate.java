package org.juliaset.bench;

import org.juliaset.model.Counts;

/** A measured implementation that computes a workload. */
public interface Candidate extends AutoCloseable {
    /** Returns the name for tables. */
    String name();

    /** Returns the ID of its device. */
    String device();

    /**
     * Computes the workload once.
     *
     * @param counts receives the counts of the whole grid
     * @return the time of each stage
     * @throws Exception if it fails, which ends the measurement of this candidate alone
     */
    Times run(Counts counts) throws Exception;

    /** Compares the result of a run with the reference. A candidate whose result is not counts overrides this. */
    default Check check(Reference reference, Counts counts) {
        return reference.check(counts);
    }

    /** Prepares what the first runs would prepare; called after the first run. */
    default void warmUp() {}

    /** Returns the peak rate of its device, in iterations per second; NaN if it cannot be measured. */
    default double peak() {
        return Double.NaN;
    }

    @Override
    default void close() {}

    /**
     * Time of one run, in ns.
     *
     * @param kernel iterating, by the device's clock if it has one
     * @param readBack transferring the counts to the host
     * @param total wall-clock time
     */
    record Times(long kernel, long readBack, long total) {
        /** Returns the times of a run that consists of its kernel alone. */
        static Times of(long nanos) {
            return new Times(nanos, 0, nanos);
        }
    }

    /**
     * The comparison of a result with the reference.
     *
     * @param hash SHA-256 of the result; of counts, as little-endian uint32, row-major
     * @param mismatches number of pixels that differ
     */
    record Check(String hash, long mismatches) {}
}
