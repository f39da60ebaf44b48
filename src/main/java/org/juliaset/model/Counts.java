package org.juliaset.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.juliaset.parameters.InvalidParameterException;

/**
 * Escape counts of a run of rows: uint8, uint16 or uint32 by what the iteration limit needs, or smooth counts, always
 * uint32; shape (rows, width), row-major, little-endian. The bytes are those that a .npy file holds and those that a
 * little-endian OpenCL device writes, so counts cross from one to the other without being touched.
 *
 * <p>A view of a part of the caller's array; threads may write to different rows at the same time.
 */
public final class Counts {
    private static final VarHandle UINT16 =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle UINT32 =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** A Java array holds a few elements less than 2³¹, how few depends on the JVM. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** Bytes of a smooth count, and of the largest plain ones. */
    private static final int SMOOTH_BYTES = 4;

    private final int width;
    private final int rows;
    private final int bytesPerCount;
    private final int fractionBits;
    private final byte[] bytes;
    private final int offset;

    private Counts(int width, int rows, int bytesPerCount, int fractionBits, byte[] bytes, int offset) {
        this.width = width;
        this.rows = rows;
        this.bytesPerCount = bytesPerCount;
        this.fractionBits = fractionBits;
        this.bytes = bytes;
        this.offset = offset;
    }

    /** Returns the bytes of a count: 1, 2 or 4. */
    public static int bytesPerCount(int iterationLimit) {
        if (iterationLimit <= 0xFF) {
            return 1;
        }
        return iterationLimit <= 0xFFFF ? 2 : SMOOTH_BYTES;
    }

    /** Returns the bytes of a sample of a scene: 1, 2 or 4. */
    public static int bytesPerCount(Scene scene) {
        return scene.sampling().smooth() ? SMOOTH_BYTES : bytesPerCount(scene.set().iterationLimit());
    }

    /**
     * Returns the bytes of the counts of some rows.
     *
     * @throws InvalidParameterException if they are more than one array can hold
     */
    public static int bytesFor(long width, long rows, int iterationLimit) {
        return arrayOf(width, rows, bytesPerCount(iterationLimit));
    }

    private static int arrayOf(long width, long rows, int bytesPerCount) {
        long bytes = Math.multiplyExact(width, rows) * bytesPerCount;
        if (bytes > MAX_ARRAY) {
            throw new InvalidParameterException("the counts of " + width + " x " + rows + " pixels take "
                    + bytes + " bytes, above the " + MAX_ARRAY + " of one array: lower the resolution");
        }
        return (int) bytes;
    }

    /** Returns new plain counts for some rows, all 0. */
    public static Counts allocate(long width, int rows, int iterationLimit) {
        return over(new byte[bytesFor(width, rows, iterationLimit)], width, rows, iterationLimit);
    }

    /** Returns plain counts for some rows at the start of {@code bytes}, which must be long enough. */
    public static Counts over(byte[] bytes, long width, int rows, int iterationLimit) {
        return over(bytes, width, rows, bytesPerCount(iterationLimit), 0);
    }

    private static Counts over(byte[] bytes, long width, int rows, int bytesPerCount, int fractionBits) {
        if (arrayOf(width, rows, bytesPerCount) > bytes.length) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes for " + width + " x " + rows + " counts");
        }
        return new Counts((int) width, rows, bytesPerCount, fractionBits, bytes, 0);
    }

    /** New counts for a tile of a scene that has one sample a pixel, all 0. */
    public static Counts allocate(Scene scene, Tile tile) {
        return over(new byte[bytesFor(scene, tile)], scene, tile);
    }

    /** Counts for a tile of such a scene at the start of {@code bytes}, which is long enough for them. */
    public static Counts over(byte[] bytes, Scene scene, Tile tile) {
        return over(bytes, tile.width(scene.grid().width()), tile.rows(), bytesPerCount(scene),
                scene.sampling().smooth() ? Sampling.FRACTION_BITS : 0);
    }

    /**
     * Returns the bytes of the counts of a tile of such a scene.
     *
     * @throws InvalidParameterException if they are more than one array can hold
     */
    public static int bytesFor(Scene scene, Tile tile) {
        return arrayOf(tile.width(scene.grid().width()), tile.rows(), bytesPerCount(scene));
    }

    /**
     * Returns a view of the part that a band or a part of one row covers, relative to row 0 of these counts.
     *
     * @throws IllegalArgumentException if it does not, or its counts do not follow each other here
     */
    public Counts slice(Tile part) {
        long first = part.pixelsBefore(width);
        boolean follows = part.rows() == 1 || part.width(width) == width;
        if (!follows || first + part.pixels(width) > size()) {
            throw new IllegalArgumentException(part + " of " + rows + " rows of " + width);
        }
        return new Counts(part.width(width), part.rows(), bytesPerCount, fractionBits, bytes,
                offset + (int) first * bytesPerCount);
    }

    /** Returns the number of counts in a row. */
    public int width() {
        return width;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the number of counts. */
    public int size() {
        return width * rows;
    }

    /** Returns the bytes of a count: 1, 2 or 4. */
    public int bytesPerCount() {
        return bytesPerCount;
    }

    /** Bits of a count that are its fraction: 12 for smooth counts, else 0. */
    public int fractionBits() {
        return fractionBits;
    }

    /** Returns the count of a pixel. */
    public int get(int column, int row) {
        return get(row * width + column);
    }

    /** The count at a row-major index; a smooth one is unsigned, and negative here from 2³¹ on. */
    public int get(int index) {
        return switch (bytesPerCount) {
            case 1 -> bytes[offset + index] & 0xFF;
            case 2 -> (short) UINT16.get(bytes, offset + 2 * index) & 0xFFFF;
            default -> (int) UINT32.get(bytes, offset + 4 * index);
        };
    }

    /**
     * Gets some counts, as {@link #get(int)} does one.
     *
     * @param start row-major index of the first
     * @param to where they go, from 0 on
     */
    public void get(int start, int number, int[] to) {
        if (bytesPerCount == Integer.BYTES) {
            ByteBuffer counts = buffer();
            counts.position(offset + Integer.BYTES * start);
            counts.asIntBuffer().get(to, 0, number);
            return;
        }
        for (int k = 0; k < number; k++) {
            to[k] = get(start + k);
        }
    }

    /** Sets the count at a row-major index. */
    public void set(int index, int count) {
        switch (bytesPerCount) {
            case 1 -> bytes[offset + index] = (byte) count;
            case 2 -> UINT16.set(bytes, offset + 2 * index, (short) count);
            default -> UINT32.set(bytes, offset + 4 * index, count);
        }
    }

    /** Returns the bytes of the counts, not copied: {@code size() * bytesPerCount()} between position and limit. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, offset, size() * bytesPerCount).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the sum of the counts, without fractions. */
    public long sum() {
        long sum = 0;
        for (int index = 0, size = size(); index < size; index++) {
            sum += get(index) >>> fractionBits;
        }
        return sum;
    }
}
