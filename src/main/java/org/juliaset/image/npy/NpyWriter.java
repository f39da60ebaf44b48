package org.juliaset.image.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;

/**
 * Pixels of one channel as a NumPy array of shape (height, width) in C order, dtype {@code |u1}, {@code <u2},
 * {@code <u4} or {@code <f8} by their bytes (NEP 1, format version 1.0).
 */
public final class NpyWriter implements ImageWriter {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** NumPy pads its header so that the data is aligned to this. */
    private static final int ALIGNMENT = 64;

    private final Picture picture;
    private final OutputStream out;

    public NpyWriter(Picture picture, OutputStream out) {
        this.picture = picture;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.write(header());
    }

    /** Returns the dtype of numbers of 1, 2, 4 or 8 bytes. */
    static String type(int bytes) {
        return switch (bytes) {
            case 1 -> "|u1";
            case 2 -> "<u2";
            case 4 -> "<u4";
            default -> "<f8";
        };
    }

    private byte[] header() {
        String type = type(picture.pixels().bytes());
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + picture.height() + ", "
                + picture.width() + "), }";
        int start = MAGIC.length + Short.BYTES;
        int end = (start + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) (end - start)).put(text.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }

    @Override
    public PartCodec codec() {
        return PartCodec.PLAIN;
    }

    @Override
    public void write(PartCodec.Part part) throws IOException {
        ByteBuffer bytes = part.bytes();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void finish(LongConsumer encoded) {}
}
