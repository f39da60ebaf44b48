package org.juliaset.image;

import java.nio.ByteBuffer;
import org.juliaset.model.Tile;

/**
 * Turns the pixels of a band into a part of a file. Depends on its arguments alone, so that parts can be made in any
 * order, by any thread or process. Unless a format says otherwise a part is the pixels as they are.
 */
public interface PartCodec {
    /** Pixels as they are. */
    PartCodec PLAIN = new PartCodec() {};

    /** Bytes of 0 that go before each row of a band. */
    default int rowPrefix(Tile band) {
        return 0;
    }

    /** How much of the end of a band's pixels {@link #encode} takes with the next band, bytes. */
    default int historyBytes() {
        return 0;
    }

    /**
     * Encodes a band.
     *
     * @param pixels its rows, each after {@link #rowPrefix} bytes
     * @param history the last {@link #historyBytes} of the band above, or all it has; empty for the first
     */
    default Part encode(Tile band, ByteBuffer pixels, ByteBuffer history) {
        return new Part(pixels, pixels.remaining(), 0);
    }

    /**
     * A part of a file.
     *
     * @param bytes of the file
     * @param length bytes that they decode to
     * @param checksum of what they decode to, where the format's writer combines checksums; else 0
     */
    record Part(ByteBuffer bytes, long length, int checksum) {}
}
