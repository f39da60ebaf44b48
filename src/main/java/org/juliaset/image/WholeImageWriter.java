package org.juliaset.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Collects all pixels and encodes them at the end, for formats that need the whole picture. */
public final class WholeImageWriter implements ImageWriter {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final Encoding encoding;
    private final Picture picture;
    private final byte[] pixels;
    private int length;

    /** An encoder for a whole picture of 8-bit channels. */
    @FunctionalInterface
    public interface Encoding {
        /**
         * Writes a whole file.
         *
         * @param pixels uint8, shape (height, width, channels)
         * @param encoded receives the number of encoded pixels from time to time
         */
        void write(Picture picture, byte[] pixels, OutputStream out, LongConsumer encoded) throws IOException;

        /**
         * Checks a part of the pixels when it arrives.
         *
         * @throws org.juliaset.parameters.InvalidParameterException if the format cannot hold them
         */
        default void check(ByteBuffer part) {}
    }

    public WholeImageWriter(Picture picture, OutputStream out, Encoding encoding) {
        this.out = out;
        this.encoding = encoding;
        this.picture = picture;
        this.pixels = new byte[Math.toIntExact(picture.width() * picture.height() * picture.pixels().bytes())];
    }

    @Override
    public PartCodec codec() {
        return PartCodec.PLAIN;
    }

    @Override
    public void begin() {}

    @Override
    public void write(PartCodec.Part part) {
        encoding.check(part.bytes().duplicate());
        int more = part.bytes().remaining();
        part.bytes().duplicate().get(pixels, length, more);
        length += more;
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        encoding.write(picture, pixels, buffered, encoded);
        buffered.flush();
    }
}
