/** TIFF, written through Commons Imaging, which only this package imports, and read by its tags. */
package org.juliaset.image.tiff;
