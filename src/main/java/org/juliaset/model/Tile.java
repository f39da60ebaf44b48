package org.juliaset.model;

/**
 * A rectangle of a picture; a band if it has the whole width. Its pixels equal those of the picture, bit for bit.
 *
 * @param firstRow index of its first row, 0 being the picture's top row
 * @param rows number of rows, at least 1
 * @param firstColumn index of its first column, 0 being the left one
 * @param columns number of columns; 0 for all
 */
public record Tile(long firstRow, int rows, long firstColumn, int columns) {
    /** @throws IllegalArgumentException if the tile starts outside the picture, or is empty */
    public Tile {
        if (firstRow < 0 || rows < 1 || firstColumn < 0 || columns < 0 || columns == 0 && firstColumn != 0) {
            throw new IllegalArgumentException("tile of " + rows + " rows and " + columns + " columns at row "
                    + firstRow + ", column " + firstColumn);
        }
    }

    /** Creates a band: a range of whole rows. */
    public Tile(long firstRow, int rows) {
        this(firstRow, rows, 0, 0);
    }

    /** Returns the part of this tile with a range of its rows. */
    public Tile part(int first, int some) {
        return new Tile(firstRow + first, some, firstColumn, columns);
    }

    /** Returns this tile in a picture with {@code factor} times as many rows and columns. */
    public Tile times(int factor) {
        return new Tile(firstRow * factor, Math.multiplyExact(rows, factor), firstColumn * factor,
                Math.multiplyExact(columns, factor));
    }

    /** Returns the pixels of each row, in a picture of a given width. */
    public int width(long pictureWidth) {
        return columns == 0 ? Math.toIntExact(pictureWidth) : columns;
    }

    /** Returns the pixels before its first one, row by row, in a picture of a given width. */
    public long pixelsBefore(long pictureWidth) {
        return firstRow * pictureWidth + firstColumn;
    }

    /** Returns the number of its pixels, in a picture of a given width. */
    public long pixels(long pictureWidth) {
        return (long) rows * width(pictureWidth);
    }
}
