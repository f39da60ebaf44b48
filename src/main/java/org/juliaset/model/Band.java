package org.juliaset.model;

/**
 * A full-width run of a picture's rows, or a part of one row where rows are too wide: the unit of work and of
 * writing. Its pixels follow each other in row-major order.
 *
 * @param firstRow index of its first row, 0 being the picture's top row
 * @param rows how many rows it has, at least 1
 * @param firstColumn index of its first column, 0 being the left one
 * @param columns how many columns it has, of a single row; 0 for all
 */
public record Band(long firstRow, int rows, long firstColumn, int columns) {
    /** @throws IllegalArgumentException if the band starts outside the picture, is empty, or is part of several rows */
    public Band {
        if (firstRow < 0 || rows < 1 || firstColumn < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "band of " + rows + " rows at row " + firstRow + ", column " + firstColumn);
        }
        if (columns == 0 ? firstColumn != 0 : rows != 1) {
            throw new IllegalArgumentException("band of " + rows + " rows in " + columns + " columns");
        }
    }

    /** A band of whole rows. */
    public Band(long firstRow, int rows) {
        this(firstRow, rows, 0, 0);
    }

    /** Pixels in each of its rows, in a picture of some width. */
    public int width(long pictureWidth) {
        return columns == 0 ? Math.toIntExact(pictureWidth) : columns;
    }

    /** Pixels of a picture of some width that come before it. */
    public long pixelsBefore(long pictureWidth) {
        return firstRow * pictureWidth + firstColumn;
    }

    /** Pixels that it has in a picture of some width. */
    public long pixels(long pictureWidth) {
        return (long) rows * width(pictureWidth);
    }
}
