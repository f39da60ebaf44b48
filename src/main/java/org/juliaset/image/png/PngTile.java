package org.juliaset.image.png;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.Picture;

/** A PNG that is made at once, by one thread and in memory: a tile. */
public final class PngTile {
    private static final int BUFFER = 1 << 14;
    private static final int FILTER_TYPE = 1;

    private PngTile() {}

    /** Bytes that {@link #of} takes for each row: a 0 and the samples. */
    public static int rowBytes(int width, PixelFormat pixels) {
        return FILTER_TYPE + width * pixels.bytes();
    }

    /**
     * The file of a picture.
     *
     * @param rows each {@link #rowBytes} long with a 0 before its samples; stays as it is; may be longer than the
     *     picture
     */
    public static byte[] of(Picture picture, byte[] rows) {
        List<ByteBuffer> chunks = new ArrayList<>(Png.beginning(picture));
        chunks.add(deflated(picture, rows));
        chunks.add(Png.end());
        ByteBuffer file = ByteBuffer.allocate(chunks.stream().mapToInt(ByteBuffer::remaining).sum());
        chunks.forEach(file::put);
        return file.array();
    }

    private static ByteBuffer deflated(Picture picture, byte[] rows) {
        PixelFormat pixels = picture.pixels();
        int rowBytes = rowBytes((int) picture.width(), pixels);
        int length = (int) picture.height() * rowBytes;
        RowFilter filter = RowFilter.of(picture);
        byte[] filtered = rows;
        if (filter != RowFilter.NONE) {
            filtered = Arrays.copyOf(rows, length);
            filter.apply(filtered, FILTER_TYPE, FILTER_TYPE, rowBytes - FILTER_TYPE, (int) picture.height(),
                    pixels.bytes());
        }
        Chunk data = new Chunk("IDAT", length / 4);
        Deflater deflater = new Deflater(Png.compression(picture.fast()));
        try {
            deflater.setInput(filtered, 0, length);
            deflater.finish();
            byte[] part = new byte[BUFFER];
            while (!deflater.finished()) {
                data.write(part, 0, deflater.deflate(part));
            }
        } finally {
            deflater.end();
        }
        return data.complete();
    }
}
