package org.juliaset.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.image.PartCodec;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;

/**
 * The division of a picture into bands. Bands affect the bytes of a file, so the plan depends on the size of the
 * picture alone, not on devices or threads. Bands are small enough that cores do not wait for the last one, and large
 * enough that compression and launches cost little. A row longer than the largest band is cut into equal parts.
 * Immutable.
 */
public final class BandPlan {
    private static final long MIN_PIXELS = 1 << 16;
    private static final long MAX_PIXELS = PartCodec.MAX_ROW;
    private static final long BANDS = 64;

    private final Grid grid;
    private final int rowsPerBand;
    private final long partsPerRow;
    private final int columnsPerPart;

    private BandPlan(Grid grid, int rowsPerBand, long partsPerRow, int columnsPerPart) {
        this.grid = grid;
        this.rowsPerBand = rowsPerBand;
        this.partsPerRow = partsPerRow;
        this.columnsPerPart = columnsPerPart;
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

    /** Returns the number of bands. */
    public long size() {
        return quotient(grid.height(), rowsPerBand) * partsPerRow;
    }

    /** Returns the number of pixels before a band. */
    public long pixelsBefore(long index) {
        if (index == size()) {
            return grid.pixels();
        }
        Tile band = band(index);
        return band.firstRow() * grid.width() + band.firstColumn() * band.rows();
    }

    /** Returns a band by its index, from left to right and then from top to bottom. None is larger than the first. */
    public Tile band(long index) {
        long firstRow = index / partsPerRow * rowsPerBand;
        return band(firstRow, (int) Math.min(rowsPerBand, grid.height() - firstRow), index % partsPerRow);
    }

    /** Returns a range of rows, cut into bands from its top. */
    public List<Tile> bands(Tile rows) {
        List<Tile> bands = new ArrayList<>();
        long end = rows.firstRow() + rows.rows();
        for (long row = rows.firstRow(); row < end; row += rowsPerBand) {
            for (long part = 0; part < partsPerRow; part++) {
                bands.add(band(row, (int) Math.min(rowsPerBand, end - row), part));
            }
        }
        return bands;
    }

    private Tile band(long firstRow, int rows, long part) {
        if (partsPerRow == 1) {
            return new Tile(firstRow, rows);
        }
        long firstColumn = part * columnsPerPart;
        return new Tile(firstRow, rows, firstColumn, (int) Math.min(columnsPerPart, grid.width() - firstColumn));
    }
}
