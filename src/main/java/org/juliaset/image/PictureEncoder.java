package org.juliaset.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.image.png.PngEncoder;

/**
 * Turns bands of counts into a file, in three steps. {@link #samples} and {@link #encode} may run for
 * several bands at the same time and in any order; {@link #write} takes the bands one by one from the
 * top. The bytes that come out depend on the picture and on how it is cut into bands, and on nothing
 * else.
 */
public interface PictureEncoder {
    /** Bytes that {@link #samples} needs for some rows. */
    int sampleBytes(int rows);

    /** How much of the end of a band's samples {@link #encode} wants to see with the next band. */
    int historyBytes();

    /**
     * Turns counts into samples.
     *
     * @param room where the samples may go, at least {@link #sampleBytes} long
     * @return the samples, in {@code room} or in the counts' own array
     */
    ByteBuffer samples(Counts counts, byte[] room);

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
     * A band's part of the file.
     *
     * @param bytes what is written
     * @param rawBytes samples that it stands for
     * @param adler32 Adler-32 checksum of those samples, in formats that need it (RFC 1950)
     */
    record Piece(ByteBuffer bytes, long rawBytes, int adler32) {}

    /**
     * Starts a file.
     *
     * @param out where it goes; every call of {@code write} on it is a large one
     */
    static PictureEncoder start(PictureFormat format, Picture picture, OutputStream out) throws IOException {
        return switch (format) {
            case PNG -> new PngEncoder(picture, out);
            case NPY -> new NpyEncoder(picture, out);
            case TIFF, BMP, GIF, PGM, PPM, PCX -> new InMemoryEncoder(format, picture, out);
        };
    }
}
