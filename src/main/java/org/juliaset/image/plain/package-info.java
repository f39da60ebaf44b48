/** Formats of a header and rows, and GIF. */
package org.juliaset.image.plain;
