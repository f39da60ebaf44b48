package org.juliaset.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Writes the parts of a file in order, from the top. The bytes depend on the picture and on how it is cut into bands,
 * and on nothing else. For one thread at a time.
 *
 * <p>A new writer is started by {@link #begin}, or by {@link #restore} where another one was interrupted.
 */
public interface ImageWriter {
    /** What makes the parts. */
    PartCodec codec();

    /** Writes what precedes the first part. */
    void begin() throws IOException;

    /** Writes a part, after that of the band above. */
    void write(PartCodec.Part part) throws IOException;

    /**
     * Keeps what {@link #write} has learnt of the parts so far. What it has written of them to files of its own
     * is then on the disk.
     */
    default void save(DataOutput to) throws IOException {}

    /**
     * Starts after the parts that a writer of the same picture had written when it was saved.
     *
     * @param from what {@link #save} wrote
     */
    default void restore(DataInput from) throws IOException {}

    /**
     * Writes what follows the last part. Does not close the stream.
     *
     * @param encoded where encoding what was written before takes its time: is told, by this thread, how many of the
     *     picture's pixels are encoded
     */
    void finish(LongConsumer encoded) throws IOException;
}
