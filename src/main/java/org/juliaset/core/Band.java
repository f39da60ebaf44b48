package org.juliaset.core;

/**
 * A full-width run of a picture's rows: the unit of work and of writing.
 *
 * @param firstRow index of its first row, 0 being the picture's top row
 * @param rows how many rows it has, at least 1
 */
public record Band(long firstRow, int rows) {
    /** @throws IllegalArgumentException if the band starts above the picture or is empty */
    public Band {
        if (firstRow < 0 || rows < 1) {
            throw new IllegalArgumentException("band of " + rows + " rows at row " + firstRow);
        }
    }
}
