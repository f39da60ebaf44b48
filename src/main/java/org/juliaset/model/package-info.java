/** The model: the Julia set, the region, the grid and its tiles, the sampling, and escape counts. */
package org.juliaset.model;
