package org.juliaset.bench.ladder;

import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;

/** One of the article's ways to compute escape counts. */
public interface Rung {
    /** What it is called in tables. */
    String name();

    /**
     * Computes the counts of a whole grid.
     *
     * @param counts where they go, shape (height, width)
     */
    void compute(JuliaSet set, Grid grid, Counts counts);
}
