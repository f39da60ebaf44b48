package org.juliaset.color;

import java.util.function.IntToDoubleFunction;
import org.juliaset.model.Counts;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;

/**
 * Maps escape counts to [0, 1]: {@code (max(count, itermin) - itermin) / (itermax - itermin)}, so that
 * everything up to {@code itermin} iterations is 0 and the interior is 1.
 *
 * @param itermin the largest count that maps to 0, at least 0
 * @param itermax the count that maps to 1, the iteration limit, above {@code itermin}
 */
public record ToneMap(int itermin, int itermax) {
    /** The largest iteration limit that a table is made for, that of 16-bit counts. */
    private static final int LARGEST_TABLE = 0xFFFF;

    /** @throws InvalidParameterException if {@code itermin} is negative or not below {@code itermax} */
    public ToneMap {
        Parameters.ITERMIN.check(itermin);
        if (itermin >= itermax) {
            throw new InvalidParameterException("itermin is " + itermin + " and itermax is " + itermax
                    + ": itermin must be below itermax");
        }
    }

    /** Returns the value of a count, in float64. */
    public double of(int count) {
        return (double) (Math.max(count, itermin) - itermin) / (itermax - itermin);
    }

    /** Returns the function of counts up to the iteration limit, with a table if that is small enough. */
    public IntToDoubleFunction values() {
        if (!allowsTable()) {
            return this::of;
        }
        double[] table = new double[itermax + 1];
        for (int count = 0; count < table.length; count++) {
            table[count] = of(count);
        }
        return count -> table[count];
    }

    /**
     * Returns the values of counts.
     *
     * @return float64[height · width] in [0, 1], row-major, row 0 at ytop
     */
    public double[] values(Counts counts) {
        IntToDoubleFunction values = values();
        double[] all = new double[counts.size()];
        for (int index = 0; index < all.length; index++) {
            all[index] = values.applyAsDouble(counts.get(index));
        }
        return all;
    }

    /** Returns whether a table of all counts is small enough. */
    boolean allowsTable() {
        return itermax <= LARGEST_TABLE;
    }
}
