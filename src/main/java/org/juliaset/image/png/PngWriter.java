package org.juliaset.image.png;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;

/**
 * PNG (PNG specification, third edition): the header, text chunks, the bands as IDAT chunks, and the checksum of
 * the whole in a last one.
 */
public final class PngWriter implements ImageWriter {
    /** Keywords of text chunks: the specification's own (11.3.3.1), and one for the parameters. */
    static final String SOFTWARE = "Software";

    static final String PARAMETERS = "juliaset";

    private static final double METRES_PER_INCH = 0.0254;

    /** The unit in a pHYs. */
    private static final int METRE = 1;

    private final Picture picture;
    private final OutputStream out;
    private int adler32 = Adler32Combination.EMPTY;

    /** The checksum and the length of the rows since the last save. */
    private int unsaved = Adler32Combination.EMPTY;

    private long unsavedLength;

    public PngWriter(Picture picture, OutputStream out) {
        this.picture = picture;
        this.out = out;
    }

    @Override
    public PartCodec codec() {
        return new PngCodec(picture);
    }

    @Override
    public void begin() throws IOException {
        for (ByteBuffer chunk : Png.beginning(picture)) {
            write(chunk);
        }
        if (picture.dpi() > 0) {
            write(pixelsPerMetre());
        }
        ImageMetadata metadata = ImageMetadata.of(picture);
        writeText(SOFTWARE, metadata.software());
        writeText(PARAMETERS, metadata.text());
    }

    /** The same along both axes (PNG specification, 11.3.4.3). */
    private ByteBuffer pixelsPerMetre() {
        int density = Math.toIntExact(Math.round(picture.dpi() / METRES_PER_INCH));
        Chunk chunk = new Chunk("pHYs", 2 * Integer.BYTES + 1).writeInt(density).writeInt(density);
        chunk.write(METRE);
        return chunk.complete();
    }

    private void writeText(String keyword, String text) throws IOException {
        byte[] data = String.join("\0", keyword, text).getBytes(StandardCharsets.ISO_8859_1);
        Chunk chunk = new Chunk("tEXt", data.length);
        chunk.writeBytes(data);
        write(chunk.complete());
    }

    /** Saves the checksum and the length of the rows since the last time. */
    @Override
    public void save(DataOutput to) throws IOException {
        to.writeInt(unsaved);
        to.writeLong(unsavedLength);
        unsaved = Adler32Combination.EMPTY;
        unsavedLength = 0;
    }

    @Override
    public void restore(DataInput from) throws IOException {
        adler32 = Adler32Combination.combine(adler32, from.readInt(), from.readLong());
    }

    @Override
    public void write(PartCodec.Part part) throws IOException {
        adler32 = Adler32Combination.combine(adler32, part.checksum(), part.length());
        unsaved = Adler32Combination.combine(unsaved, part.checksum(), part.length());
        unsavedLength += part.length();
        write(part.bytes());
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        write(new Chunk("IDAT", Integer.BYTES).writeInt(adler32).complete());
        write(Png.end());
    }

    private void write(ByteBuffer chunk) throws IOException {
        out.write(chunk.array(), 0, chunk.limit());
    }
}
