/**
 * The pipeline from a request to a finished file: bands are computed, encoded and written at the same
 * time, in bounded memory.
 */
package org.juliaset.render;
