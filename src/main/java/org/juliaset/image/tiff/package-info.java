/** TIFF and BigTIFF: tiles that are written in parallel, and a reader of tiles and strips. */
package org.juliaset.image.tiff;
