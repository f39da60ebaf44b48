package org.juliaset.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;

/**
 * How a picture is cut into bands. Bands show in the bytes of a file, so the plan depends on the
 * picture's size alone, and never on who computes it: small enough that the last band does not keep the
 * other cores waiting, large enough that its compression and its launch cost little. A row of more pixels
 * than the largest band is cut into equal parts.
 */
public final class BandPlan {
    private static final long MIN_PIXELS = 1 << 16;
    private static final long MAX_PIXELS = 1 << 20;
    private static final long BANDS = 64;

    private final Grid grid;
    private final int rowsPerBand;
    private final long partsPerRow;
    private final int columnsPerPart;

    private BandPlan(Grid grid, int rowsPerBand, long partsPerRow) {
        this.grid = grid;
        this.rowsPerBand = rowsPerBand;
        this.partsPerRow = partsPerRow;
        this.columnsPerPart = (int) quotient(grid.width(), partsPerRow);
    }

    public static BandPlan of(Grid grid) {
        if (grid.width() > MAX_PIXELS) {
            return new BandPlan(grid, 1, quotient(grid.width(), MAX_PIXELS));
        }
        long pixels = Math.max(MIN_PIXELS, Math.min(MAX_PIXELS, grid.pixels() / BANDS));
        return new BandPlan(grid, (int) Math.min(quotient(pixels, grid.width()), grid.height()), 1);
    }

    private static long quotient(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** How many bands there are. */
    public long size() {
        return quotient(grid.height(), rowsPerBand) * partsPerRow;
    }

    /** Pixels of the first bands. */
    public long pixelsBefore(long index) {
        return index == size() ? grid.pixels() : band(index).pixelsBefore(grid.width());
    }

    /** A band by its index; they go from left to right and then from top to bottom. None is larger than the first. */
    public Tile band(long index) {
        long firstRow = index / partsPerRow * rowsPerBand;
        return band(firstRow, (int) Math.min(rowsPerBand, grid.height() - firstRow), index % partsPerRow);
    }

    /** A run of rows, cut into bands from its top. */
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
