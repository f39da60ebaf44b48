package org.juliaset.image;

import java.nio.ByteBuffer;
import org.juliaset.model.Tile;

/**
 * Encodes the pixels of a band as a part of a file. The result depends on the arguments alone, so parts can be made in
 * any order, by any thread or process. By default a part consists of the unchanged pixels.
 */
public interface PartCodec {
    /** The codec whose parts are unchanged pixels. */
    PartCodec PLAIN = new PartCodec() {};

    /** Rows of more pixels than this are cut into several bands. */
    int MAX_ROW = 1 << 20;

    /**
     * Returns the tile that bands have to be made of: a band is one or more of these side by side, cut off at the edge
     * of the picture. Null if any band of rows will do.
     */
    default Tile unit() {
        return null;
    }

    /** Returns the number of zero bytes before each row of a band. */
    default int rowPrefix(Tile band) {
        return 0;
    }

    /**
     * Prepares the pixels of a band for {@link #encode}, in place. The result depends on the band alone, so what the
     * next band needs of it can be computed again from its pixels.
     *
     * @param pixels its rows in an array, each after {@link #rowPrefix} zero bytes
     */
    default void prepare(Tile band, ByteBuffer pixels) {}

    /** Returns how many bytes of the end of a prepared band {@link #encode} needs for the next band. */
    default int historyBytes() {
        return 0;
    }

    /**
     * Encodes a band.
     *
     * @param pixels its rows, prepared, each after {@link #rowPrefix} bytes
     * @param history the last {@link #historyBytes} of the previous band, prepared, or all if it has fewer; empty for
     *     the first band
     */
    default Part encode(Tile band, ByteBuffer pixels, ByteBuffer history) {
        return new Part(pixels, pixels.remaining(), 0);
    }

    /**
     * A part of a file.
     *
     * @param bytes the bytes of the file
     * @param length number of bytes that they decode to
     * @param checksum checksum of the decoded bytes, if the writer combines checksums; else 0
     */
    record Part(ByteBuffer bytes, long length, int checksum) {}
}
