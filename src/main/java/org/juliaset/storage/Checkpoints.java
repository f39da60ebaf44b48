package org.juliaset.storage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a render resumes from, and where it keeps what a later one can resume from. */
public interface Checkpoints {
    /** None, neither before nor after. */
    Checkpoints NONE = new Checkpoints() {};

    /** Writes the state of an encoder. */
    @FunctionalInterface
    interface Save {
        void to(DataOutput out) throws IOException;
    }

    /** Takes up a state that was saved. */
    @FunctionalInterface
    interface Restore {
        void from(DataInput in) throws IOException;
    }

    /** Bands that are there already, from the top. */
    default long bands() {
        return 0;
    }

    /** Iterations that those stand for. */
    default long iterations() {
        return 0;
    }

    /** Restores what was saved with the bands that are there; to be called only if there are any. */
    default void restore(Restore state) throws IOException {
        throw new IllegalStateException("nothing was saved");
    }

    /**
     * Is told that a band has been written, and keeps a checkpoint where one is due.
     *
     * @param bands that are there now, from the top
     * @param iterations that they stand for
     * @param state what the writer needs to resume after them
     */
    default void written(long bands, long iterations, Save state) throws IOException {}
}
