/** Deep Zoom: a pyramid of PNG tiles with a viewer, made strip by strip in bounded memory. */
package org.juliaset.image.dzi;
