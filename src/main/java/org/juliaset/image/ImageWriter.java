package org.juliaset.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    /**
     * Saves what this writer has to know of the parts written so far, and forces files that it created to the disk. The
     * writer of a single file saves what it has to know of the parts since the last time, without where they lie.
     */
    default void save(DataOutput out) throws IOException {}

    /**
     * Restores what another writer of the same picture saved, and continues after its parts. The writer of a single
     * file is given everything that was saved of all parts from the top, in order: as it was saved bit by bit, also by
     * several writers that wrote some parts each.
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

    /**
     * Returns the first bytes of the file, if they are known only when everything else is written; otherwise none. The
     * stream starts after them.
     */
    default ByteBuffer head() {
        return ByteBuffer.allocate(0);
    }
}
