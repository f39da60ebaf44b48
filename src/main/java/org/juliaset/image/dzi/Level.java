package org.juliaset.image.dzi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.Picture;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.png.PngReader;
import org.juliaset.image.png.PngTile;

/**
 * One level of the pyramid while rows come in from the top: the tiles of the strip that is being filled,
 * each as its PNG wants it, rows of 8-bit pixels with a filter type of 0 before them.
 *
 * <p>A tile has its own {@value #TILE} columns and rows and {@value #OVERLAP} more of each neighbour, so
 * that viewers can put tiles together without seams. A strip is therefore complete when the first row of
 * the next one is there, and leaves its last two rows to it.
 */
final class Level {
    /** Columns and rows that are a tile's own; even, so that each strip can be halved by itself. */
    static final int TILE = 512;

    /** Columns and rows of each neighbour that a tile has, too. */
    static final int OVERLAP = 1;

    /** Rows that two strips have in common. */
    private static final int SHARED_ROWS = 2 * OVERLAP;

    private static final int FILTER_TYPE = 1;

    private final Picture picture;
    private final long width;
    private final long height;
    private final int pixelBytes;
    private final Halving halving;
    private final long endStrip;

    /** Made when the first row comes in. */
    private final byte[][] tiles;

    private long strip;
    private int filled;

    /**
     * @param picture whose pixels these are, of the size that it has at this level
     * @param firstRow of those that are a strip's own, and make whole strips with the others
     * @param endRow the row after the last of them
     */
    Level(Picture picture, long firstRow, long endRow) {
        this.picture = picture;
        this.width = picture.width();
        this.height = picture.height();
        this.pixelBytes = picture.pixels().bytes();
        this.halving = new Halving(picture);
        this.strip = firstRow / TILE;
        this.endStrip = tilesAlong(endRow);
        this.tiles = new byte[Math.toIntExact(tilesAlong(width))][];
    }

    /** Makes room for the strip, where that is not done. One thread does so before rows come in. */
    void open() {
        for (int column = 0; column < tiles.length && tiles[column] == null; column++) {
            tiles[column] = new byte[rowsKept(height) * rowBytes(column)];
        }
    }

    /** Tiles along a side. */
    static long tilesAlong(long side) {
        return (side + TILE - 1) / TILE;
    }

    /** Heap that a level takes, bytes. */
    static long heapBytes(long width, long height, int pixelBytes) {
        return rowsKept(height) * (width * pixelBytes + tilesAlong(width) * (FILTER_TYPE + SHARED_ROWS * pixelBytes));
    }

    private static int rowsKept(long height) {
        return (int) Math.min(height, TILE + SHARED_ROWS);
    }

    int columns() {
        return tiles.length;
    }

    /** Index of the strip that is being filled. */
    long strip() {
        return strip;
    }

    int tileWidth(int column) {
        return (int) (Math.min(width, (column + 1L) * TILE + OVERLAP) - column * (long) TILE) + before(column);
    }

    int tileHeight() {
        return (int) (Math.min(height, (strip + 1) * TILE + OVERLAP) - strip * TILE) + before(strip);
    }

    private static int before(long index) {
        return index == 0 ? 0 : OVERLAP;
    }

    private int ownColumns(int column) {
        return (int) Math.min(TILE, width - column * (long) TILE);
    }

    private int ownRows() {
        return (int) Math.min(TILE, height - strip * TILE);
    }

    private int rowBytes(int column) {
        return PngTile.rowBytes(tileWidth(column), picture.pixels());
    }

    /** Where a row's own columns begin in a tile. */
    private int start(int column, int row) {
        return row * rowBytes(column) + FILTER_TYPE + before(column) * pixelBytes;
    }

    /** Rows that are missing in the strip; 0 as well when all strips are done. */
    int missing() {
        return isDone() ? 0 : tileHeight() - filled;
    }

    boolean isComplete() {
        return !isDone() && missing() == 0;
    }

    boolean isDone() {
        return strip == endStrip;
    }

    /** Adds rows, no more than are missing. */
    void add(ByteBuffer samples, int rows) {
        open();
        for (int row = filled; row < filled + rows; row++) {
            for (int column = 0; column < tiles.length; column++) {
                samples.get(tiles[column], start(column, row), ownColumns(column) * pixelBytes);
            }
        }
        filled += rows;
    }

    /** Rows that the complete strip comes to when it is halved. */
    int halvedRows() {
        return (ownRows() + 1) / 2;
    }

    /**
     * Halves a tile's own columns in a part of the complete strip, into the level above. Different tiles may
     * be halved at the same time; {@link #added} follows.
     *
     * @param firstRow first halved row of the part
     * @param rows how many, no more than are missing there
     */
    void halve(int column, int firstRow, int rows, Level above) {
        byte[] to = above.tiles[column / 2];
        int offset = column % 2 * (TILE / 2) * pixelBytes;
        for (int row = 0; row < rows; row++) {
            int upper = 2 * (firstRow + row);
            int lower = Math.min(upper + 1, ownRows() - 1);
            int before = before(strip);
            halving.row(tiles[column], start(column, before + upper), start(column, before + lower), ownColumns(column),
                    to, above.start(column / 2, above.filled + row) + offset);
        }
    }

    /** Takes note of rows that {@link #halve} has brought into all tiles. */
    void added(int rows) {
        filled += rows;
    }

    /** The PNG file of a tile of the complete strip. Several may be made at the same time. */
    byte[] png(int column) {
        byte[] tile = tiles[column];
        int height = tileHeight();
        int own = ownColumns(column);
        for (int row = 0; row < height; row++) {
            int start = start(column, row);
            if (column > 0) {
                int last = start(column - 1, row) + (TILE - 1) * pixelBytes;
                System.arraycopy(tiles[column - 1], last, tile, start - pixelBytes, pixelBytes);
            }
            if (column + 1 < tiles.length) {
                System.arraycopy(tiles[column + 1], start(column + 1, row), tile, start + own * pixelBytes, pixelBytes);
            }
        }
        return PngTile.of(picture.ofSize(tileWidth(column), height), tile);
    }

    /**
     * Reads a tile of the strip, which is complete when all are read. Several may be read at the same time.
     *
     * @throws DamagedFileException if it is no tile of this level
     */
    void read(int column, Path png) throws IOException {
        try (PngReader reader = PngReader.open(png)) {
            PicturePixels pixels = reader.pixels();
            if (reader.width() != tileWidth(column) || reader.height() != tileHeight()
                    || !pixels.format().equals(picture.pixels())) {
                throw new DamagedFileException("is no tile of this picture");
            }
            for (int row = 0; row < tileHeight(); row++) {
                pixels.read(tiles[column], row * rowBytes(column) + FILTER_TYPE, tileWidth(column));
            }
        }
    }

    /** Goes on to the next strip, which is to be read. */
    void skip() {
        strip++;
    }

    /** Goes on to the next strip, which begins with the last rows of the complete one. */
    void next() {
        int end = tileHeight();
        strip++;
        filled = isDone() ? 0 : SHARED_ROWS;
        for (int column = 0; column < tiles.length; column++) {
            int rowBytes = rowBytes(column);
            System.arraycopy(tiles[column], (end - filled) * rowBytes, tiles[column], 0, filled * rowBytes);
        }
    }

    void save(DataOutput to) throws IOException {
        to.writeLong(strip);
        to.writeInt(filled);
        for (int column = 0; filled > 0 && column < tiles.length; column++) {
            to.write(tiles[column], 0, filled * rowBytes(column));
        }
    }

    void restore(DataInput from) throws IOException {
        strip = from.readLong();
        filled = from.readInt();
        open();
        for (int column = 0; column < tiles.length; column++) {
            from.readFully(tiles[column], 0, filled * rowBytes(column));
        }
    }
}
