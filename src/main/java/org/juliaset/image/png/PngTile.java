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
    /** Bytes before the samples of a row: its filter type. */
    public static final int ROW_PREFIX = 1;

    private static final int BUFFER = 1 << 14;

    private PngTile() {}

    /** Bytes that {@link #of} takes for each row: a 0 and the samples. */
    public static int rowBytes(int width, PixelFormat pixels) {
        return ROW_PREFIX + width * pixels.bytes();
    }

    /**
     * The file of a picture without a word of what its colours are, so that a program that makes numbers of them has
     * the numbers that are in it.
     *
     * @param rows as {@link #of} takes them
     */
    public static byte[] bare(Picture picture, byte[] rows) {
        return file(Png.bareBeginning(picture), picture, rows);
    }

    /**
     * The file of a picture.
     *
     * @param rows each {@link #rowBytes} long with a 0 before its samples; stays as it is; may be longer than the
     *     picture
     */
    public static byte[] of(Picture picture, byte[] rows) {
        return file(Png.beginning(picture), picture, rows);
    }

    private static byte[] file(List<ByteBuffer> beginning, Picture picture, byte[] rows) {
        List<ByteBuffer> chunks = new ArrayList<>(beginning);
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
            filter.apply(filtered, ROW_PREFIX, ROW_PREFIX, rowBytes - ROW_PREFIX, (int) picture.height(),
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
