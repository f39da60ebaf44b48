package org.juliaset.color;

/**
 * What samples look like.
 *
 * @param itermin the largest count that is the first tone, from 0 to below the iteration limit
 */
public record Coloring(int itermin) {}
