package org.juliaset.pipeline;

import java.util.List;
import java.util.stream.LongStream;
import org.juliaset.image.PartCodec;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;

/**
 * The division of a picture into bands. Bands affect the bytes of a file, so the plan depends on the size of the
 * picture alone, not on devices or threads. Bands are small enough that cores do not wait for the last one, and large
 * enough that compression and launches cost little. A row longer than the largest band is cut into equal parts.
 * A plan may also be that of some rows, whose first band begins at the first of them. Immutable.
 */
public final class BandPlan {
    private static final long MIN_PIXELS = 1 << 16;
    private static final long MAX_PIXELS = PartCodec.MAX_ROW;
    private static final long BANDS = 64;

    private final Grid grid;
    private final int rowsPerBand;
    private final long partsPerRow;
    private final int columnsPerPart;
    private final long firstRow;
    private final long endRow;

    private BandPlan(
            Grid grid, int rowsPerBand, long partsPerRow, int columnsPerPart, long firstRow, long endRow) {
        this.grid = grid;
        this.rowsPerBand = rowsPerBand;
        this.partsPerRow = partsPerRow;
        this.columnsPerPart = columnsPerPart;
        this.firstRow = firstRow;
        this.endRow = endRow;
    }

    private BandPlan(Grid grid, int rowsPerBand, long partsPerRow, int columnsPerPart) {
        this(grid, rowsPerBand, partsPerRow, columnsPerPart, 0, grid.height());
    }

    private BandPlan(Grid grid, int rowsPerBand, long partsPerRow) {
        this(grid, rowsPerBand, partsPerRow, (int) quotient(grid.width(), partsPerRow));
    }

    public static BandPlan of(Grid grid) {
        if (grid.width() > MAX_PIXELS) {
            return new BandPlan(grid, 1, quotient(grid.width(), MAX_PIXELS));
        }
        return new BandPlan(grid, (int) Math.min(quotient(pixels(grid), grid.width()), grid.height()), 1);
    }

    /**
     * A plan of bands that are made of tiles side by side, cut off where the picture ends.
     *
     * @param unit the tile at the top left, or null for bands of any rows
     */
    public static BandPlan of(Grid grid, Tile unit) {
        if (unit == null) {
            return of(grid);
        }
        long inRow = quotient(grid.width(), unit.columns());
        long units = Math.min(inRow, Math.max(1, pixels(grid) / unit.pixels(unit.columns())));
        return new BandPlan(grid, unit.rows(), quotient(inRow, units), (int) units * unit.columns());
    }

    private static long pixels(Grid grid) {
        return Math.max(MIN_PIXELS, Math.min(MAX_PIXELS, grid.pixels() / BANDS));
    }

    private static long quotient(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /**
     * Returns the plan of some rows. Where these begin and end with bands of this plan, its bands are among those of
     * this plan.
     *
     * @param first the first row
     * @param end the row after the last one
     */
    public BandPlan rows(long first, long end) {
        return new BandPlan(grid, rowsPerBand, partsPerRow, columnsPerPart, first, end);
    }

    /** Returns the rows of each band but the last ones. */
    public int rowsPerBand() {
        return rowsPerBand;
    }

    /** Returns the first row. */
    public long firstRow() {
        return firstRow;
    }

    /** Returns the row after the last one. */
    public long endRow() {
        return endRow;
    }

    /** Returns the number of bands. */
    public long size() {
        return quotient(endRow - firstRow, rowsPerBand) * partsPerRow;
    }

    /** Returns the number of pixels of this plan before a band. */
    public long pixelsBefore(long index) {
        if (index == size()) {
            return (endRow - firstRow) * grid.width();
        }
        Tile band = band(index);
        return (band.firstRow() - firstRow) * grid.width() + band.firstColumn() * band.rows();
    }

    /**
     * Returns a band by its index, from left to right and then from top to bottom. None is larger than the first.
     *
     * @param index -1 for the band before the first one, where this plan begins below the top of the picture, with a
     *     band of the whole picture's plan
     */
    public Tile band(long index) {
        long row = firstRow + Math.floorDiv(index, partsPerRow) * rowsPerBand;
        return band(row, (int) Math.min(rowsPerBand, endRow - row), Math.floorMod(index, partsPerRow));
    }

    /** Returns a range of rows, cut into bands from its top. */
    public List<Tile> bands(Tile rows) {
        BandPlan plan = rows(rows.firstRow(), rows.firstRow() + rows.rows());
        return LongStream.range(0, plan.size()).mapToObj(plan::band).toList();
    }

    private Tile band(long row, int rows, long part) {
        if (partsPerRow == 1) {
            return new Tile(row, rows);
        }
        long firstColumn = part * columnsPerPart;
        return new Tile(row, rows, firstColumn, (int) Math.min(columnsPerPart, grid.width() - firstColumn));
    }
}
