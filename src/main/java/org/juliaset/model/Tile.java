package org.juliaset.model;

/**
 * A rectangle of a picture. One that has the picture's whole width is a band. Its pixels are those of the picture
 * there, bit for bit.
 *
 * @param firstRow index of its first row, 0 being the picture's top row
 * @param rows how many rows it has, at least 1
 * @param firstColumn index of its first column, 0 being the left one
 * @param columns how many columns it has; 0 for all
 */
public record Tile(long firstRow, int rows, long firstColumn, int columns) {
    /** @throws IllegalArgumentException if the tile starts outside the picture, or is empty */
    public Tile {
        if (firstRow < 0 || rows < 1 || firstColumn < 0 || columns < 0 || columns == 0 && firstColumn != 0) {
            throw new IllegalArgumentException("tile of " + rows + " rows and " + columns + " columns at row "
                    + firstRow + ", column " + firstColumn);
        }
    }

    /** A band: a run of whole rows. */
    public Tile(long firstRow, int rows) {
        this(firstRow, rows, 0, 0);
    }

    /** The part of this tile that has some of its rows. */
    public Tile part(int first, int some) {
        return new Tile(firstRow + first, some, firstColumn, columns);
    }

    /** This tile in a picture of some times as many rows and columns. */
    public Tile times(int factor) {
        return new Tile(firstRow * factor, Math.multiplyExact(rows, factor), firstColumn * factor,
                Math.multiplyExact(columns, factor));
    }

    /** Pixels in each of its rows, in a picture of some width. */
    public int width(long pictureWidth) {
        return columns == 0 ? Math.toIntExact(pictureWidth) : columns;
    }

    /** Pixels of a picture of some width that come before its first one, row by row. */
    public long pixelsBefore(long pictureWidth) {
        return firstRow * pictureWidth + firstColumn;
    }

    /** Pixels that it has in a picture of some width. */
    public long pixels(long pictureWidth) {
        return (long) rows * width(pictureWidth);
    }
}
