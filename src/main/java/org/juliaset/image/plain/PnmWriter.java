package org.juliaset.image.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;

/** PGM and PPM, netpbm's binary formats of gray and of RGB: a line that says what it is, and the pixels. */
public final class PnmWriter implements ImageWriter {
    private static final int RGB = 3;

    private final Picture picture;
    private final int channels;
    private final OutputStream out;

    /** @param channels 1 for PGM, or 3 for PPM, where those of a gray picture are equal */
    public PnmWriter(Picture picture, int channels, OutputStream out) {
        this.picture = picture;
        this.channels = channels;
        this.out = out;
    }

    @Override
    public PartCodec codec() {
        return channels == picture.pixels().channels() ? PartCodec.PLAIN : new Tripled(picture.pixels().bytes());
    }

    /** Samples of gray as three channels each. */
    private record Tripled(int sampleBytes) implements PartCodec {
        @Override
        public Part encode(Tile band, ByteBuffer pixels, ByteBuffer history) {
            byte[] gray = pixels.array();
            byte[] rgb = new byte[RGB * pixels.remaining()];
            int start = pixels.arrayOffset() + pixels.position();
            for (int k = 0; k < rgb.length; k++) {
                int pixel = k / (RGB * sampleBytes);
                rgb[k] = gray[start + pixel * sampleBytes + k % sampleBytes];
            }
            return new Part(ByteBuffer.wrap(rgb), rgb.length, 0);
        }
    }

    @Override
    public void begin() throws IOException {
        String header = (channels == RGB ? "P6 " : "P5 ") + picture.width() + " " + picture.height() + " "
                + ((1 << picture.pixels().bits()) - 1) + "\n";
        out.write(header.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(PartCodec.Part part) throws IOException {
        ByteBuffer bytes = part.bytes();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void finish(LongConsumer encoded) {}
}
