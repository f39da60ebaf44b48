package org.juliaset.image.png;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.juliaset.color.PixelFormat;

/** An 8-bit gray PNG that is made at once, by one thread and in memory: a tile. */
public final class PngTile {
    private static final int BUFFER = 1 << 14;

    private PngTile() {}

    /** Bytes that {@link #of} takes for each row: its filter type, which is 0, and the samples. */
    public static int rowBytes(int width) {
        return 1 + width;
    }

    /**
     * The file of a picture.
     *
     * @param rows uint8, each row {@link #rowBytes} long with a 0 before its samples, as the format has them;
     *     may be longer than the picture
     * @param fast least compression
     */
    public static byte[] of(int width, int height, byte[] rows, boolean fast) {
        byte[] beginning = Png.beginning(width, height, PixelFormat.GRAY_8);
        ByteBuffer data = deflated(rows, height * rowBytes(width), fast);
        ByteBuffer end = Png.end();
        return ByteBuffer.allocate(beginning.length + data.remaining() + end.remaining())
                .put(beginning)
                .put(data)
                .put(end)
                .array();
    }

    private static ByteBuffer deflated(byte[] rows, int length, boolean fast) {
        Chunk data = new Chunk("IDAT", length / 4);
        Deflater deflater = new Deflater(Png.compression(fast));
        try {
            deflater.setInput(rows, 0, length);
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
