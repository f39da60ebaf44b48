package org.juliaset.image.png;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;

/**
 * Makes IDAT chunks that several threads deflate as pigz does it: each band is a deflate stream of its own (RFC 1951),
 * which may refer back to the 32 KiB before it and ends on a byte boundary, so that the bands' streams put together
 * are one.
 *
 * @param picture whose bands they are
 * @param filter of its rows
 */
record PngCodec(Picture picture, RowFilter filter) implements PartCodec {
    /** How far back deflate can refer (RFC 1951, section 2). */
    private static final int WINDOW = 1 << 15;

    /** zlib headers: deflate with that window, compressed fast or by default (RFC 1950, section 2.2). */
    private static final byte[] ZLIB_FAST = {0x78, 0x01};

    private static final byte[] ZLIB_DEFAULT = {0x78, (byte) 0x9C};

    PngCodec(Picture picture) {
        this(picture, RowFilter.of(picture));
    }

    /** Each row's filter type, where the row begins (PNG specification, 7.3). */
    @Override
    public int rowPrefix(Tile band) {
        return band.firstColumn() == 0 ? 1 : 0;
    }

    @Override
    public void prepare(Tile band, ByteBuffer pixels) {
        int prefix = rowPrefix(band);
        int pixelBytes = picture.pixels().bytes();
        filter.apply(pixels.array(), pixels.arrayOffset() + pixels.position() + prefix, prefix,
                band.width(picture.width()) * pixelBytes, band.rows(), pixelBytes);
    }

    @Override
    public int historyBytes() {
        return WINDOW;
    }

    @Override
    public Part encode(Tile band, ByteBuffer pixels, ByteBuffer history) {
        int length = pixels.remaining();
        Adler32 adler = new Adler32();
        adler.update(pixels.duplicate());
        Chunk data = new Chunk("IDAT", length / 4);
        long before = band.pixelsBefore(picture.width());
        if (before == 0) {
            data.writeBytes(picture.fast() ? ZLIB_FAST : ZLIB_DEFAULT);
        }
        boolean last = before + band.pixels(picture.width()) == picture.width() * picture.height();
        deflate(pixels, history, last, data);
        return new Part(data.complete(), length, (int) adler.getValue());
    }

    private void deflate(ByteBuffer pixels, ByteBuffer history, boolean last, Chunk data) {
        Deflater deflater = new Deflater(Png.compression(picture.fast()), true);
        try {
            if (history.hasRemaining()) {
                deflater.setDictionary(history);
            }
            deflater.setInput(pixels);
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
}
