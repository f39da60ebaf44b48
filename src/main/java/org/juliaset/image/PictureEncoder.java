package org.juliaset.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.juliaset.model.Band;
import org.juliaset.model.Counts;

/**
 * Turns bands of counts into a file, in three steps. {@link #samples} and {@link #encode} may run for
 * several bands at the same time and in any order; {@link #write} takes the bands one by one from the
 * top. The bytes that come out depend on the picture and on how it is cut into bands, and on nothing
 * else.
 *
 * <p>A new encoder is started by {@link #begin}, or by {@link #restore} where another one was interrupted.
 */
public interface PictureEncoder {
    /** Writes what precedes the first band. */
    void begin() throws IOException;

    /**
     * Keeps what {@link #write} has learnt of the bands so far. What it has written of them to files of its own
     * is then on the disk.
     */
    default void save(DataOutput to) throws IOException {}

    /**
     * Goes on after the bands that an encoder of the same picture had written when it was saved.
     *
     * @param from what {@link #save} wrote
     */
    default void restore(DataInput from) throws IOException {}

    /** Bytes that {@link #samples} needs for a band. */
    int sampleBytes(Band band);

    /** How much of the end of a band's samples {@link #encode} wants to see with the next band. */
    int historyBytes();

    /**
     * Turns the counts of a band into samples.
     *
     * @param room where the samples may go, at least {@link #sampleBytes} long
     * @return the samples, in {@code room} or in the counts' own array
     */
    ByteBuffer samples(Band band, Counts counts, byte[] room);

    /**
     * Turns samples into the band's part of the file.
     *
     * @param history the last {@link #historyBytes} of the band above, or all it has; empty for the first
     */
    Piece encode(Band band, ByteBuffer samples, ByteBuffer history);

    /** Writes a band's part of the file, after that of the band above. */
    void write(Piece piece) throws IOException;

    /** Writes what follows the last band. Does not close the stream. */
    void finish() throws IOException;

    /**
     * As {@link #finish()}, where encoding what was written before takes its time.
     *
     * @param encoded is told, by this thread, how many of the picture's pixels are encoded
     */
    default void finish(LongConsumer encoded) throws IOException {
        finish();
    }

    /**
     * A band's part of the file.
     *
     * @param bytes what is written
     * @param rawBytes samples that it stands for
     * @param adler32 Adler-32 checksum of those samples, in formats that need it (RFC 1950)
     */
    record Piece(ByteBuffer bytes, long rawBytes, int adler32) {}
}
