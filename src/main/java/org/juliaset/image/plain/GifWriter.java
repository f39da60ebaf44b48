package org.juliaset.image.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.juliaset.image.Lzw;
import org.juliaset.image.Picture;
import org.juliaset.image.WholeImageWriter;
import org.juliaset.parameters.InvalidParameterException;

/** A GIF of one image, whose palette is the colours that are in it (GIF89a). */
public final class GifWriter implements WholeImageWriter.Encoding {
    private static final int LEAST_SYMBOL_BITS = 2;
    private static final int HEAD = 64;
    private static final int TRAILER = 0x3B;

    private final int channels;
    private final String others;
    private final ColorTable colors = new ColorTable();

    /**
     * @param channels 1 for gray, 3 for RGB
     * @param others formats for pictures of more colours, as messages list them
     */
    public GifWriter(int channels, String others) {
        this.channels = channels;
        this.others = others;
    }

    /** The colour of a pixel that starts at a place. */
    private int color(byte[] pixels, int at) {
        return channels == 1
                ? ColorTable.gray(pixels[at])
                : (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | pixels[at + 2] & 0xFF;
    }

    @Override
    public void check(ByteBuffer part) {
        int end = part.arrayOffset() + part.limit();
        for (int at = part.arrayOffset() + part.position(); at < end; at += channels) {
            if (!colors.add(color(part.array(), at))) {
                throw new InvalidParameterException("the picture has more than " + ColorTable.MOST
                        + " colours, which are the most that GIF holds: use " + others);
            }
        }
    }

    @Override
    public void write(Picture picture, byte[] pixels, OutputStream out, LongConsumer done) throws IOException {
        int width = (int) picture.width();
        int height = (int) picture.height();
        colors.sort();
        int bits = 1;
        while (1 << bits < colors.size()) {
            bits++;
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        head.putShort((short) width).putShort((short) height).put((byte) (bits - 1 << 4)).putShort((short) 0);
        // an extension for nothing but its own, all of it 0: no delay, no transparency
        head.put(new byte[] {0x21, (byte) 0xF9, 4, 0, 0, 0, 0, 0});
        head.put((byte) ',').putInt(0).putShort((short) width).putShort((short) height).put((byte) (0x80 | bits - 1));
        out.write(head.array(), 0, head.position());
        out.write(colors.entries(1 << bits, 3));
        int symbolBits = Math.max(LEAST_SYMBOL_BITS, bits);
        out.write(symbolBits);
        Blocks blocks = new Blocks(out);
        Lzw lzw = new Lzw(blocks, symbolBits);
        for (int row = 0; row < height; row++) {
            int end = (row + 1) * width;
            for (int pixel = row * width; pixel < end; pixel++) {
                lzw.add(colors.index(color(pixels, pixel * channels)));
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
