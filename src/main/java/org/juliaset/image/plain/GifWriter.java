package org.juliaset.image.plain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.juliaset.image.Lzw;
import org.juliaset.image.Picture;
import org.juliaset.image.WholeImageWriter;
import org.juliaset.parameters.InvalidParameterException;

/** A GIF of one image, or of the frames of a film, each with a palette of the colours that are in it (GIF89a). */
public final class GifWriter implements WholeImageWriter.Encoding {
    /** The most columns and rows. */
    public static final int MAX_SIDE = 0xFFFF;

    private static final int LEAST_SYMBOL_BITS = 2;
    private static final int HEAD = 64;
    private static final int TRAILER = 0x3B;

    /** The extension that repeats a film, without end where the number that follows is 0. */
    private static final byte[] REPEAT = "!\u00ff\u000bNETSCAPE2.0\3\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

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
        if (!add(part.array(), part.arrayOffset() + part.position(), part.arrayOffset() + part.limit())) {
            throw new InvalidParameterException("the picture has more than " + ColorTable.MOST
                    + " colours, which are the most that GIF holds: use " + others);
        }
    }

    /** Adds the colours of pixels; says whether there is room for them. */
    private boolean add(byte[] pixels, int from, int end) {
        for (int at = from; at < end; at += channels) {
            if (!colors.add(color(pixels, at))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void write(Picture picture, byte[] pixels, OutputStream out, LongConsumer done) throws IOException {
        colors.sort();
        out.write(head((int) picture.width(), (int) picture.height(), bits() - 1 << 4).array());
        writeImage((int) picture.width(), (int) picture.height(), 0, pixels, out, done);
        out.write(TRAILER);
    }

    /**
     * Returns what a film begins with.
     *
     * @param loop whether it repeats without end
     */
    public static byte[] beginning(int width, int height, boolean loop) {
        ByteBuffer head = head(width, height, 7 << 4);
        return loop
                ? ByteBuffer.allocate(head.capacity() + REPEAT.length).put(head.rewind()).put(REPEAT).array()
                : head.array();
    }

    /**
     * Returns a frame of a film, which follows the beginning or another frame.
     *
     * @param channels 1 for gray, 3 for RGB
     * @param pixels uint8, shape (height, width, channels)
     * @param delay time of the frame, in hundredths of a second
     * @return empty if it has more colours than a GIF holds
     */
    public static Optional<byte[]> frame(int channels, int width, int height, byte[] pixels, int delay)
            throws IOException {
        GifWriter writer = new GifWriter(channels, "");
        if (!writer.add(pixels, 0, pixels.length)) {
            return Optional.empty();
        }
        writer.colors.sort();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        writer.writeImage(width, height, delay, pixels, frame, done -> {});
        return Optional.of(frame.toByteArray());
    }

    /** Returns the byte that a film ends with. */
    public static int end() {
        return TRAILER;
    }

    private static ByteBuffer head(int width, int height, int flags) {
        ByteBuffer head = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        head.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        return head.putShort((short) width).putShort((short) height).put((byte) flags).putShort((short) 0);
    }

    private int bits() {
        int bits = 1;
        while (1 << bits < colors.size()) {
            bits++;
        }
        return bits;
    }

    private void writeImage(
            int width, int height, int delay, byte[] pixels, OutputStream out, LongConsumer done) throws IOException {
        int bits = bits();
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        // an extension with a delay and nothing else, no transparency
        head.put(new byte[] {0x21, (byte) 0xF9, 4, 0}).putShort((short) delay).put(new byte[] {0, 0});
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
