package org.juliaset.bench.ladder;

import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;

/** One of the article's implementations of escape counts. */
public interface Rung {
    /** Returns the name for tables. */
    String name();

    /**
     * Computes the counts of a whole grid.
     *
     * @param counts receives the counts, shape (height, width)
     */
    void compute(JuliaSet set, Grid grid, Counts counts);
}
