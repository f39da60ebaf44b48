package org.juliaset.render;

import org.juliaset.core.Band;
import org.juliaset.core.Grid;

/**
 * How a picture is cut into bands. Bands show in the bytes of a file, so the plan depends on the
 * picture's size alone, and never on who computes it: small enough that the last band does not keep the
 * other cores waiting, large enough that its compression and its launch cost little.
 */
final class BandPlan {
    private static final long MIN_PIXELS = 1 << 16;
    private static final long MAX_PIXELS = 1 << 20;
    private static final long BANDS = 64;

    private final long height;
    private final int rowsPerBand;

    private BandPlan(long height, int rowsPerBand) {
        this.height = height;
        this.rowsPerBand = rowsPerBand;
    }

    static BandPlan of(Grid grid) {
        long pixels = Math.max(MIN_PIXELS, Math.min(MAX_PIXELS, grid.pixels() / BANDS));
        long rows = (pixels + grid.width() - 1) / grid.width();
        return new BandPlan(grid.height(), (int) Math.min(rows, grid.height()));
    }

    /** Rows of every band but the last, which may have fewer. */
    int rowsPerBand() {
        return rowsPerBand;
    }

    /** How many bands there are. */
    long size() {
        return (height + rowsPerBand - 1) / rowsPerBand;
    }

    /** Rows of the first bands. */
    long rowsBefore(long index) {
        return Math.min(index * rowsPerBand, height);
    }

    /** A band by its index, the top one being 0. */
    Band band(long index) {
        long firstRow = index * rowsPerBand;
        return new Band(firstRow, (int) Math.min(rowsPerBand, height - firstRow));
    }
}
