package org.juliaset.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Writes the parts of a file in order, from the top. The bytes depend on the picture and its plan of bands alone. For
 * one thread at a time.
 *
 * <p>A new writer starts with {@link #begin}, or with {@link #restore} to resume an interrupted file.
 */
public interface ImageWriter {
    /** Returns the codec that makes the parts. */
    PartCodec codec();

    /** Writes the bytes before the first part. */
    void begin() throws IOException;

    /** Writes the next part. */
    void write(PartCodec.Part part) throws IOException;

    /** Saves the state after the parts written so far, and forces files that the writer created to the disk. */
    default void save(DataOutput out) throws IOException {}

    /**
     * Restores the state that another writer of the same picture saved, and continues after its parts.
     *
     * @param in the output of {@link #save}
     */
    default void restore(DataInput in) throws IOException {}

    /**
     * Writes the bytes after the last part. Does not close the stream.
     *
     * @param encoded receives the number of encoded pixels from this thread, if the whole picture is encoded here
     */
    void finish(LongConsumer encoded) throws IOException;
}
