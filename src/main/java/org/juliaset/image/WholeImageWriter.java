package org.juliaset.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Collects all pixels and encodes them at the end, for formats that need the whole picture. */
public final class WholeImageWriter implements ImageWriter {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final Encoding encoding;
    private final int width;
    private final int height;
    private final byte[] pixels;
    private int length;

    /** An encoder for a whole picture of 8-bit gray. */
    @FunctionalInterface
    public interface Encoding {
        /**
         * Writes a whole file.
         *
         * @param gray uint8, shape (height, width)
         * @param encoded receives the number of encoded pixels from time to time
         */
        void write(byte[] gray, int width, int height, OutputStream out, LongConsumer encoded) throws IOException;
    }

    public WholeImageWriter(Picture picture, OutputStream out, Encoding encoding) {
        this.out = out;
        this.encoding = encoding;
        this.width = (int) picture.width();
        this.height = (int) picture.height();
        this.pixels = new byte[Math.multiplyExact(width, height)];
    }

    @Override
    public PartCodec codec() {
        return PartCodec.PLAIN;
    }

    @Override
    public void begin() {}

    @Override
    public void write(PartCodec.Part part) {
        int more = part.bytes().remaining();
        part.bytes().duplicate().get(pixels, length, more);
        length += more;
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        encoding.write(pixels, width, height, buffered, encoded);
        buffered.flush();
    }
}
