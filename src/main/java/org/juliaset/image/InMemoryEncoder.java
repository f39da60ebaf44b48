package org.juliaset.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.juliaset.color.GrayShader;
import org.juliaset.model.Band;
import org.juliaset.model.Counts;

/** The formats that take the whole picture at the end, from one byte a pixel. */
final class InMemoryEncoder implements PictureEncoder {
    private static final int BUFFER = 1 << 16;

    private final PictureFormat format;
    private final Picture picture;
    private final OutputStream out;
    private final int width;
    private final GrayShader shading;
    private final int height;
    private final byte[] pixels;

    InMemoryEncoder(PictureFormat format, Picture picture, OutputStream out) {
        this.format = format;
        this.picture = picture;
        this.out = out;
        this.width = (int) picture.width();
        this.shading = new GrayShader(picture.normalisation());
        this.height = (int) picture.height();
        this.pixels = new byte[Math.multiplyExact(width, height)];
    }

    @Override
    public void begin() {}

    @Override
    public int sampleBytes(Band band) {
        return Math.toIntExact(band.pixels(width));
    }

    @Override
    public int historyBytes() {
        return 0;
    }

    @Override
    public ByteBuffer samples(Band band, Counts counts, byte[] room) {
        for (int row = 0; row < counts.rows(); row++) {
            shading.row(counts, row, room, row * counts.width());
        }
        return ByteBuffer.wrap(room, 0, counts.size());
    }

    /** Puts the band into the image, where no other band goes. */
    @Override
    public Piece encode(Band band, ByteBuffer samples, ByteBuffer history) {
        int length = samples.remaining();
        samples.get(pixels, (int) band.pixelsBefore(width), length);
        return new Piece(samples, length, 0);
    }

    @Override
    public void write(Piece piece) {}

    @Override
    public void finish() throws IOException {
        finish(pixels -> {});
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        PlainWriter plain = new PlainWriter(pixels, width, height, buffered, encoded);
        switch (format) {
            case TIFF -> TiffWriter.write(pixels, width, height, ImageMetadata.of(picture), buffered, encoded);
            case GIF -> GifWriter.write(pixels, width, height, buffered, encoded);
            case BMP -> plain.bmp();
            case PGM -> plain.pnm(1);
            case PPM -> plain.pnm(3);
            case PCX -> plain.pcx();
            default -> throw new IllegalArgumentException(format + " streams");
        }
        buffered.flush();
    }
}
