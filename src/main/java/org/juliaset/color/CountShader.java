package org.juliaset.color;

import java.nio.ByteBuffer;
import org.juliaset.model.Counts;

/**
 * Takes the counts themselves as pixels, little-endian.
 *
 * @param format one channel, of as many bits as the iteration limit needs
 */
public record CountShader(PixelFormat format) implements Shader {
    /** For counts up to an iteration limit. */
    public static CountShader of(int iterationLimit) {
        return new CountShader(new PixelFormat(1, Byte.SIZE * Counts.bytesPerCount(iterationLimit)));
    }

    @Override
    public void row(Counts counts, int row, byte[] pixels, int offset) {
        int length = counts.width() * counts.bytesPerCount();
        counts.buffer().position(counts.buffer().position() + row * length).get(pixels, offset, length);
    }

    @Override
    public int roomFor(int width, int rows, int rowPrefix) {
        return rowPrefix == 0 ? 0 : Shader.super.roomFor(width, rows, rowPrefix);
    }

    @Override
    public ByteBuffer rows(Counts counts, int rowPrefix, byte[] room) {
        return rowPrefix == 0 ? counts.buffer() : Shader.super.rows(counts, rowPrefix, room);
    }
}
