package org.juliaset.model;

/**
 * What is iterated, and where. Two scenes are equal if they have the same samples.
 *
 * @param set iterated from each point of the grid
 * @param grid the points
 */
public record Scene(JuliaSet set, Grid grid) {}
