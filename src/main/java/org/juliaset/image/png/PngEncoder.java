package org.juliaset.image.png;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import org.juliaset.color.GrayShader;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.Picture;
import org.juliaset.image.PictureEncoder;
import org.juliaset.model.Band;
import org.juliaset.model.Counts;

/**
 * 8-bit gray PNG (PNG specification, third edition), deflated by several threads as pigz does it: each
 * band is a deflate stream of its own (RFC 1951), which may refer back to the 32 KiB before it and ends
 * on a byte boundary, so that the bands' streams put together are one. Each band is an IDAT chunk, and
 * the checksum of the whole follows in a last one.
 *
 * <p>Rows are not filtered: escape counts are runs and repeated patterns, which deflate finds by
 * itself, and every other filter makes the file larger.
 */
public final class PngEncoder implements PictureEncoder {
    /** Keywords of text chunks: the specification's own (11.3.3.1), and one for the parameters. */
    static final String SOFTWARE = "Software";

    static final String PARAMETERS = "juliaset";

    /** How far back deflate can refer (RFC 1951, section 2). */
    private static final int WINDOW = 1 << 15;

    /** zlib headers: deflate with that window, compressed fast or by default (RFC 1950, section 2.2). */
    private static final byte[] ZLIB_FAST = {0x78, 0x01};

    private static final byte[] ZLIB_DEFAULT = {0x78, (byte) 0x9C};

    private final Picture picture;
    private final OutputStream out;
    private final GrayShader shading;
    private int adler32 = Adler32Combination.EMPTY;

    public PngEncoder(Picture picture, OutputStream out) {
        this.picture = picture;
        this.out = out;
        this.shading = new GrayShader(picture.normalisation());
    }

    @Override
    public void begin() throws IOException {
        out.write(Png.beginning(picture.width(), picture.height()));
        ImageMetadata inscription = ImageMetadata.of(picture);
        writeText(SOFTWARE, inscription.software());
        writeText(PARAMETERS, inscription.text());
    }

    private void writeText(String keyword, String text) throws IOException {
        byte[] data = String.join("\0", keyword, text).getBytes(StandardCharsets.ISO_8859_1);
        Chunk chunk = new Chunk("tEXt", data.length);
        chunk.writeBytes(data);
        write(chunk.complete());
    }

    @Override
    public void save(DataOutput to) throws IOException {
        to.writeInt(adler32);
    }

    @Override
    public void restore(DataInput from) throws IOException {
        adler32 = from.readInt();
    }

    @Override
    public int sampleBytes(Band band) {
        return Math.toIntExact(band.rows() + band.pixels(picture.width()));
    }

    @Override
    public int historyBytes() {
        return WINDOW;
    }

    /** Each row's filter type, where the row begins, and then its samples (PNG specification, 7.3). */
    @Override
    public ByteBuffer samples(Band band, Counts counts, byte[] room) {
        int length = 0;
        for (int row = 0; row < counts.rows(); row++) {
            if (band.firstColumn() == 0) {
                room[length++] = Png.FILTER_NONE;
            }
            shading.row(counts, row, room, length);
            length += counts.width();
        }
        return ByteBuffer.wrap(room, 0, length);
    }

    @Override
    public Piece encode(Band band, ByteBuffer samples, ByteBuffer history) {
        int length = samples.remaining();
        Adler32 adler = new Adler32();
        adler.update(samples.duplicate());
        Chunk data = new Chunk("IDAT", length / 4);
        long before = band.pixelsBefore(picture.width());
        if (before == 0) {
            data.writeBytes(picture.fast() ? ZLIB_FAST : ZLIB_DEFAULT);
        }
        boolean last = before + band.pixels(picture.width()) == picture.width() * picture.height();
        deflate(samples, history, last, data);
        return new Piece(data.complete(), length, (int) adler.getValue());
    }

    private void deflate(ByteBuffer samples, ByteBuffer history, boolean last, Chunk data) {
        Deflater deflater = new Deflater(Png.compression(picture.fast()), true);
        try {
            if (history.hasRemaining()) {
                deflater.setDictionary(history);
            }
            deflater.setInput(samples);
            if (last) {
                deflater.finish();
            }
            byte[] part = new byte[1 << 16];
            int length;
            do {
                length = deflater.deflate(part, 0, part.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                data.write(part, 0, length);
            } while (last ? !deflater.finished() : length == part.length);
        } finally {
            deflater.end();
        }
    }

    @Override
    public void write(Piece piece) throws IOException {
        adler32 = Adler32Combination.combine(adler32, piece.adler32(), piece.rawBytes());
        write(piece.bytes());
    }

    @Override
    public void finish() throws IOException {
        write(new Chunk("IDAT", Integer.BYTES).writeInt(adler32).complete());
        write(Png.end());
    }

    private void write(ByteBuffer chunk) throws IOException {
        out.write(chunk.array(), 0, chunk.limit());
    }
}
