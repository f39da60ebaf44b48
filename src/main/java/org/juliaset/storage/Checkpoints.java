package org.juliaset.storage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The checkpoints of an unfinished file: the one that a render resumes from, and those that it saves. */
public interface Checkpoints {
    /** No checkpoint to resume from, and none saved. */
    Checkpoints NONE = new Checkpoints() {};

    /** Writes the state of an encoder to a checkpoint. */
    @FunctionalInterface
    interface Save {
        void write(DataOutput out) throws IOException;
    }

    /** Reads a saved state. */
    @FunctionalInterface
    interface Restore {
        void read(DataInput in) throws IOException;
    }

    /** Returns the number of bands written before, from the top. */
    default long bands() {
        return 0;
    }

    /** Returns the sum of the counts of those bands. */
    default long iterations() {
        return 0;
    }

    /**
     * Restores the state saved after those bands; there must be at least one. Where earlier states are kept as well,
     * they are restored first.
     */
    default void restore(Restore state) throws IOException {
        throw new IllegalStateException("nothing was saved");
    }

    /**
     * Notes that a band has been written, and saves a checkpoint if one is due.
     *
     * @param bands number of bands written so far, from the top
     * @param iterations the sum of their counts
     * @param state writes the state from which a writer resumes after them
     */
    default void written(long bands, long iterations, Save state) throws IOException {}
}
