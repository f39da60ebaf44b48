package org.juliaset.render;

import java.util.ArrayList;
import java.util.List;
import org.juliaset.core.Band;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;

/**
 * How a picture is cut into bands. Bands show in the bytes of a file, so the plan depends on the
 * picture's size alone, and never on who computes it: small enough that the last band does not keep the
 * other cores waiting, large enough that its compression and its launch cost little.
 */
final class BandPlan {
    private static final long MIN_PIXELS = 1 << 16;
    private static final long MAX_PIXELS = 1 << 20;
    private static final long BANDS = 64;

    /** The most bands that a plan of short ones makes of a picture. */
    private static final long MAX_BANDS = 1 << 16;

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

    /** This plan with bands of fewer rows where these could take more than some iterations. */
    BandPlan atMost(long iterations, JuliaSet set, Grid grid) {
        double rows = (double) iterations / grid.width() / set.iterationLimit();
        long fewest = Math.max(1, height / MAX_BANDS);
        return new BandPlan(height, (int) Math.max(fewest, Math.min(rows, rowsPerBand)));
    }

    /** Rows of every band but the last, which may have fewer. */
    int rowsPerBand() {
        return rowsPerBand;
    }

    /** How many bands there are. */
    long size() {
        return (height + rowsPerBand - 1) / rowsPerBand;
    }

    /** A band by its index, the top one being 0. */
    Band band(long index) {
        long firstRow = index * rowsPerBand;
        return new Band(firstRow, (int) Math.min(rowsPerBand, height - firstRow));
    }

    /** A run of rows, cut into bands from its top. */
    List<Band> bands(Band part) {
        List<Band> bands = new ArrayList<>();
        long end = part.firstRow() + part.rows();
        for (long row = part.firstRow(); row < end; row += rowsPerBand) {
            bands.add(new Band(row, (int) Math.min(rowsPerBand, end - row)));
        }
        return bands;
    }
}
