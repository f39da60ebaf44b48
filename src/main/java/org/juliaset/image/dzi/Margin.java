package org.juliaset.image.dzi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.juliaset.image.Picture;

/**
 * Rows beside a slab, while they come in, of which each level needs the one that is nearest to the slab: that of the
 * rows themselves, of the rows halved, and so on.
 */
final class Margin {
    private final Halving halving;
    private final int columns;
    private final int pixelBytes;
    private final byte[] rows;
    private int filled;

    /** @param picture whose pixels these are, of the size that it has at this level */
    Margin(Picture picture, int rows) {
        this(new Halving(picture), Math.toIntExact(picture.width()), picture.pixels().bytes(), rows);
    }

    private Margin(Halving halving, int columns, int pixelBytes, int rows) {
        this.halving = halving;
        this.columns = columns;
        this.pixelBytes = pixelBytes;
        this.rows = new byte[Math.multiplyExact(rows, columns * pixelBytes)];
    }

    private int rowBytes() {
        return columns * pixelBytes;
    }

    boolean isComplete() {
        return filled == rows.length;
    }

    /** Adds rows, as many as are missing or there are. */
    void add(ByteBuffer pixels) {
        int length = Math.min(pixels.remaining(), rows.length - filled);
        pixels.get(rows, filled, length);
        filled += length;
    }

    /** The first row, or the last one. */
    ByteBuffer row(boolean isLast) {
        return ByteBuffer.wrap(rows, isLast ? rows.length - rowBytes() : 0, rowBytes());
    }

    /** These rows at the next level. */
    Margin halved() {
        int count = rows.length / rowBytes();
        Margin half = new Margin(halving, (columns + 1) / 2, pixelBytes, (count + 1) / 2);
        for (int row = 0; row < count; row += 2) {
            halving.row(rows, row * rowBytes(), Math.min(row + 1, count - 1) * rowBytes(), columns,
                    half.rows, row / 2 * half.rowBytes());
        }
        half.filled = half.rows.length;
        return half;
    }

    void save(DataOutput to) throws IOException {
        to.writeInt(filled);
        to.write(rows, 0, filled);
    }

    void restore(DataInput from) throws IOException {
        filled = from.readInt();
        from.readFully(rows, 0, filled);
    }
}
