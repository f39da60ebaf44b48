/** The model: Julia sets and the Mandelbrot set, regions, grids and their tiles, the sampling, and escape counts. */
package org.juliaset.model;
