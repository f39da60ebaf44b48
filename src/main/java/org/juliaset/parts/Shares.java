package org.juliaset.parts;

import org.juliaset.image.dzi.Slab;
import org.juliaset.model.Grid;
import org.juliaset.render.RenderJob;
import org.juliaset.render.WorkProfile;

/**
 * The division of a picture into parts of about the same work, which a sample of its orbits tells. It depends on the
 * picture alone, so every process cuts alike. Parts end where bands end, or strips of tiles. Immutable.
 */
public final class Shares {
    /** Units of rows for each part that a coarser unit has to leave, so that parts stay alike. */
    private static final int UNITS_PER_PART = 4;

    /** The most levels of tiles that parts make, as rows above and below a part are computed for them. */
    private static final int MAX_LEVELS = 8;

    /** Bisections of the limit of a part's work. */
    private static final int STEPS = 40;

    private final RenderJob job;
    private final Grid grid;
    private final int count;
    private final int levels;
    private final long unit;
    private final WorkProfile work;

    /** The first row of each part, and the picture's height. */
    private final long[] rows;

    private Shares(RenderJob job, int count, WorkProfile work) {
        this.job = job;
        this.grid = job.grid();
        this.count = count;
        this.levels = job.format().isFolder() ? levels(job.grid(), count) : 0;
        this.unit = levels > 0 ? Slab.unitRows(levels) : job.bands().rowsPerBand();
        this.work = work;
        this.rows = cut();
    }

    /** Divides a picture into some parts. */
    public static Shares of(RenderJob job, int count) {
        return new Shares(job, count, WorkProfile.fine(job.scene()));
    }

    /** Divides the picture into another number of parts. */
    Shares withCount(int other) {
        return new Shares(job, other, work);
    }

    /** Returns the share of all work, 0 to 1, in the part that has most. */
    public double mostWork() {
        double most = 0;
        for (int index = 0; index < count; index++) {
            most = Math.max(most, work(share(index)));
        }
        return most;
    }

    /** As many as leave some strips of tiles for each part at the coarsest level that parts make. */
    private static int levels(Grid grid, int count) {
        int most = Math.min(MAX_LEVELS, Slab.levelsOf(grid.width(), grid.height()));
        int levels = 1;
        while (levels < most && grid.height() / Slab.unitRows(levels + 1) >= (long) UNITS_PER_PART * count) {
            levels++;
        }
        return levels;
    }

    /** Returns the levels of tiles that parts make; 0 for a format without tiles at several scales. */
    public int levels() {
        return levels;
    }

    /** Returns the rows that parts are made of: each but the last has a multiple of them. */
    public long unit() {
        return unit;
    }

    /** Returns the number of parts. */
    public int count() {
        return count;
    }

    /** Returns the number of pixels of a row. */
    public long width() {
        return grid.width();
    }

    /** Returns a part by its index. */
    public Share share(int index) {
        return new Share(index, count, rows[index], rows[index + 1]);
    }

    /** Returns the share of all work, 0 to 1, in a part. */
    public double work(Share share) {
        return work(share.endRow()) - work(share.firstRow());
    }

    /** Returns the share of all work, 0 to 1, in the first pixels of a part. */
    public double work(Share share, long pixels) {
        return work.share(share.firstRow() * grid.width() + pixels) - work(share.firstRow());
    }

    private double work(long rows) {
        return work.share(rows * grid.width());
    }

    /** Cuts so that the largest part is as small as it can be: parts are filled from the top up to the same limit. */
    private long[] cut() {
        double low = 1.0 / count;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (cut(middle)[count] == grid.height()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return cut(high);
    }

    /**
     * Fills each part up to a limit, or with one unit of rows that is more than that.
     *
     * @return the first row of each part, and the row after the last part, which need not have all rows that are left
     */
    private long[] cut(double limit) {
        long units = (grid.height() + unit - 1) / unit;
        long[] cut = new long[count + 1];
        long next = 0;
        for (int index = 1; index <= count; index++) {
            double end = work(end(next)) + limit;
            long within = Math.min(next + 1, units);
            long beyond = units + 1;
            while (beyond - within > 1) {
                long middle = (within + beyond) / 2;
                if (work(end(middle)) <= end) {
                    within = middle;
                } else {
                    beyond = middle;
                }
            }
            next = within;
            cut[index] = end(next);
        }
        return cut;
    }

    private long end(long units) {
        return Math.min(grid.height(), units * unit);
    }
}
