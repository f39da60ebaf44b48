package org.juliaset.color;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.juliaset.model.Counts;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;

/**
 * Takes the counts themselves as pixels, little-endian: plain counts as they are, smooth ones as float64 in iterations,
 * which holds them exactly.
 *
 * @param format one channel, of as many bits as the iteration limit needs; 64 for smooth counts
 */
public record CountShader(PixelFormat format) implements Shader {
    /** For the samples of a scene, one a pixel. */
    public static CountShader of(Scene scene) {
        int bytes = scene.sampling().smooth() ? Double.BYTES : Counts.bytesPerCount(scene);
        return new CountShader(new PixelFormat(PixelFormat.GRAY, Byte.SIZE * bytes));
    }

    private boolean isSmooth() {
        return format.bits() == Double.SIZE;
    }

    @Override
    public void row(Counts counts, int row, byte[] pixels, int offset) {
        if (isSmooth()) {
            ByteBuffer values = ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).position(offset);
            for (int column = 0; column < counts.width(); column++) {
                values.putDouble(Sampling.iterations(counts.get(column, row)));
            }
            return;
        }
        int length = counts.width() * counts.bytesPerCount();
        counts.buffer().position(counts.buffer().position() + row * length).get(pixels, offset, length);
    }

    @Override
    public int roomFor(int width, int rows, int rowPrefix) {
        return rowPrefix == 0 && !isSmooth() ? 0 : Shader.super.roomFor(width, rows, rowPrefix);
    }

    @Override
    public ByteBuffer rows(Counts counts, int rowPrefix, byte[] room) {
        return rowPrefix == 0 && !isSmooth() ? counts.buffer() : Shader.super.rows(counts, rowPrefix, room);
    }
}
