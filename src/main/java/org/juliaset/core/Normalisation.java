package org.juliaset.core;

/**
 * Maps escape counts to [0, 1]: {@code (max(count, itermin) - itermin) / (itermax - itermin)}, so that
 * everything up to {@code itermin} iterations is 0 and the interior is 1.
 *
 * @param itermin the largest count that maps to 0, at least 0
 * @param itermax the count that maps to 1, the iteration limit, above {@code itermin}
 */
public record Normalisation(int itermin, int itermax) {
    /** @throws InvalidParameterException if {@code itermin} is negative or not below {@code itermax} */
    public Normalisation {
        if (itermin < 0) {
            throw new InvalidParameterException("itermin is " + itermin + ": give 0 or more iterations");
        }
        if (itermin >= itermax) {
            throw new InvalidParameterException("itermin is " + itermin + " and itermax is " + itermax
                    + ": itermin must be below itermax");
        }
    }

    /** The normalised value of a count, in float64. */
    public double of(int count) {
        return (double) (Math.max(count, itermin) - itermin) / (itermax - itermin);
    }
}
