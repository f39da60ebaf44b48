package org.juliaset.image.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.juliaset.image.Lzw;

/** A GIF of one image, whose palette is the grays that are in it (GIF89a). */
public final class GifWriter {
    private static final int LEAST_SYMBOL_BITS = 2;
    private static final int HEAD = 64;
    private static final int TRAILER = 0x3B;

    private GifWriter() {}

    /**
     * Writes a picture.
     *
     * @param gray uint8, shape (height, width)
     * @param done is told after each row how many pixels are written
     */
    public static void write(byte[] gray, int width, int height, OutputStream out, LongConsumer done)
            throws IOException {
        GrayPalette palette = new GrayPalette(gray);
        int bits = 1;
        while (1 << bits < palette.size()) {
            bits++;
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        head.putShort((short) width).putShort((short) height).put((byte) (bits - 1 << 4)).putShort((short) 0);
        // an extension for nothing but its own, all of it 0: no delay, no transparency
        head.put(new byte[] {0x21, (byte) 0xF9, 4, 0, 0, 0, 0, 0});
        head.put((byte) ',').putInt(0).putShort((short) width).putShort((short) height).put((byte) (0x80 | bits - 1));
        out.write(head.array(), 0, head.position());
        out.write(palette.entries(1 << bits, 3, 3));
        int symbolBits = Math.max(LEAST_SYMBOL_BITS, bits);
        out.write(symbolBits);
        Blocks blocks = new Blocks(out);
        Lzw lzw = new Lzw(blocks, symbolBits);
        for (int row = 0; row < height; row++) {
            int end = (row + 1) * width;
            for (int pixel = row * width; pixel < end; pixel++) {
                lzw.add(palette.index(gray[pixel]));
            }
            done.accept(end);
        }
        lzw.end();
        blocks.end();
        out.write(TRAILER);
    }

    /** Bytes in blocks, each with its length before it, and an empty one at the end. */
    private static final class Blocks extends OutputStream {
        private static final int MOST = 255;

        private final OutputStream out;
        private final byte[] block = new byte[MOST];
        private int length;

        Blocks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            block[length++] = (byte) value;
            if (length == MOST) {
                put();
            }
        }

        private void put() throws IOException {
            out.write(length);
            out.write(block, 0, length);
            length = 0;
        }

        void end() throws IOException {
            if (length > 0) {
                put();
            }
            out.write(0);
        }
    }
}
