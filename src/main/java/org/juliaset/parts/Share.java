package org.juliaset.parts;

import org.juliaset.parameters.InvalidParameterException;

/**
 * The rows of one part of a picture; there may be none.
 *
 * @param index of the part, from 0 at the top
 * @param count number of all parts
 * @param firstRow the first row
 * @param endRow the row after the last one
 */
public record Share(int index, int count, long firstRow, long endRow) {
    /** The most parts of a picture. */
    public static final int MAX_COUNT = 100_000;

    /**
     * Checks that there can be such a part.
     *
     * @throws InvalidParameterException if not
     */
    public static void require(long index, long count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new InvalidParameterException(spelling -> spelling.of("part") + " is of " + count
                    + ": give a number of parts from 1 to " + MAX_COUNT);
        }
        if (index < 0 || index >= count) {
            throw new InvalidParameterException(spelling -> spelling.of("part") + " is " + index + "/" + count
                    + ": parts of " + count + " are numbered from 0 to " + (count - 1));
        }
    }

    /** Returns whether the part has no rows. */
    public boolean isEmpty() {
        return firstRow == endRow;
    }

    /** Returns the part as it is asked for, {@code 3/16}. */
    public String name() {
        return index + "/" + count;
    }
}
