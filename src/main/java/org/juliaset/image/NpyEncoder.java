package org.juliaset.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.juliaset.model.Band;
import org.juliaset.model.Counts;

/**
 * The counts as a NumPy array of shape (height, width) in C order, dtype {@code |u1}, {@code <u2} or
 * {@code <u4} by the iteration limit (NEP 1, format version 1.0).
 */
final class NpyEncoder implements PictureEncoder {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** NumPy pads its header so that the data is aligned to this. */
    private static final int ALIGNMENT = 64;

    private final Picture picture;
    private final OutputStream out;

    NpyEncoder(Picture picture, OutputStream out) {
        this.picture = picture;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.write(header());
    }

    private byte[] header() {
        String type = switch (Counts.bytesPerCount(picture.normalisation().itermax())) {
            case 1 -> "|u1";
            case 2 -> "<u2";
            default -> "<u4";
        };
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
    public int sampleBytes(Band band) {
        return 0;
    }

    @Override
    public int historyBytes() {
        return 0;
    }

    @Override
    public ByteBuffer samples(Band band, Counts counts, byte[] room) {
        return counts.buffer();
    }

    @Override
    public Piece encode(Band band, ByteBuffer samples, ByteBuffer history) {
        return new Piece(samples, samples.remaining(), 0);
    }

    @Override
    public void write(Piece piece) throws IOException {
        ByteBuffer bytes = piece.bytes();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void finish() {}
}
