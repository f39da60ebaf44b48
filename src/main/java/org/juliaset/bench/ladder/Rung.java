package org.juliaset.bench.ladder;

import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

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
