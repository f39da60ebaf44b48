package org.juliaset.image.dzi;

/**
 * Rows of a Deep Zoom picture that make whole strips of tiles at its finest levels, so that these tiles can be made
 * apart from all others. As tiles overlap, that takes some rows above and below as well.
 *
 * @param firstRow the first row, a multiple of {@link #unitRows}
 * @param endRow the row after the last one, a multiple of it or the picture's height
 * @param levels number of levels, from the finest on
 */
public record Slab(long firstRow, long endRow, int levels) {
    /** Returns the rows of a strip of tiles at the coarsest of some levels, counted in rows of the picture. */
    public static long unitRows(int levels) {
        return (long) Level.TILE << levels - 1;
    }

    /** Returns the number of levels of a picture. */
    public static int levelsOf(long width, long height) {
        int levels = 1;
        for (long side = Math.max(width, height); side > 1; side = (side + 1) / 2) {
            levels++;
        }
        return levels;
    }

    /** Returns the first row that the tiles need. */
    public long firstNeeded() {
        return Math.max(0, firstRow - margin());
    }

    /** Returns the row after the last one that the tiles need, of a picture with so many rows. */
    public long endNeeded(long height) {
        return Math.min(height, endRow + margin());
    }

    /** The overlap of tiles at the coarsest level, in rows of the picture. */
    private long margin() {
        return (long) Level.OVERLAP << levels - 1;
    }
}
