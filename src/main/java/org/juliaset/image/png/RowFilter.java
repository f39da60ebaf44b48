package org.juliaset.image.png;

import java.util.Arrays;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;

/**
 * What is subtracted from the bytes of rows before they are deflated (PNG specification, 9.2). One is chosen for the
 * whole picture by its kind, as measured on pictures of smooth and of plain counts, in gray and through palettes:
 *
 * <ul>
 *   <li>plain counts, and colours of 8 bits: none. Pixels are runs and repeated patterns, which deflate finds, and
 *       differences hide: with {@link #SUB} files are up to half again as large;
 *   <li>smooth gray of 8 bits: {@link #SUB}, 3 to 10% smaller than without;
 *   <li>averages of smooth colours of 8 bits, which repeat less: {@link #SUB_IF_VARIED}, up to 8% smaller than without
 *       where {@link #SUB} for all rows makes some files a quarter larger;
 *   <li>smooth counts in 16 bits: {@link #UP}, a half to two thirds of what none gives.
 * </ul>
 *
 * <p>With least compression none is best for all of 8 bits. What a filter makes of a band depends on that band alone.
 */
enum RowFilter {
    /** The bytes as they are. */
    NONE(0),
    /** Differences from the pixel to the left. */
    SUB(1),
    /** The same for rows of few pixels that equal the one to their left. */
    SUB_IF_VARIED(1),
    /** Differences from the pixel above; in the first row of a band, from the pixel to the left. */
    UP(2);

    /** Of a row with as many pixels that equal the one to their left, or more, there are no differences: 3/5. */
    private static final int MANY_EQUAL = 3;

    private static final int OF = 5;

    private final byte type;

    RowFilter(int type) {
        this.type = (byte) type;
    }

    /** The filter of a picture; none where rows are cut into bands, which do not know the pixel to their left. */
    static RowFilter of(Picture picture) {
        if (picture.width() > PartCodec.MAX_ROW || !picture.sampling().smooth()) {
            return NONE;
        }
        if (picture.pixels().bits() > Byte.SIZE) {
            return UP;
        }
        if (picture.fast()) {
            return NONE;
        }
        if (picture.pixels().channels() == 1) {
            return SUB;
        }
        return picture.sampling().perSide() > 1 ? SUB_IF_VARIED : NONE;
    }

    /**
     * Filters rows in place.
     *
     * @param rows the first one's samples at {@code start}, after its filter type if {@code prefix} is 1
     * @param prefix bytes before each row, 1 or 0
     * @param rowBytes of the samples of a row
     * @param pixelBytes of a pixel
     */
    void apply(byte[] rows, int start, int prefix, int rowBytes, int count, int pixelBytes) {
        // from the end, so that what is subtracted is not yet changed
        for (int row = count - 1; row >= 0; row--) {
            int first = start + row * (prefix + rowBytes);
            RowFilter filter = ofRow(row, rows, first, rowBytes, pixelBytes);
            if (filter == NONE) {
                continue;
            }
            if (prefix > 0) {
                rows[first - 1] = filter.type;
            }
            int distance = filter == UP ? prefix + rowBytes : pixelBytes;
            int end = filter == UP ? first : first + pixelBytes;
            for (int k = first + rowBytes - 1; k >= end; k--) {
                rows[k] -= rows[k - distance];
            }
        }
    }

    private RowFilter ofRow(int row, byte[] rows, int first, int rowBytes, int pixelBytes) {
        if (this == UP && row == 0) {
            return SUB;
        }
        return this == SUB_IF_VARIED && !isVaried(rows, first, rowBytes, pixelBytes) ? NONE : this;
    }

    private static boolean isVaried(byte[] rows, int first, int rowBytes, int pixelBytes) {
        long equal = 0;
        for (int k = first + pixelBytes; k < first + rowBytes; k += pixelBytes) {
            if (Arrays.equals(rows, k, k + pixelBytes, rows, k - pixelBytes, k)) {
                equal++;
            }
        }
        return equal * OF < (long) rowBytes / pixelBytes * MANY_EQUAL;
    }
}
