/** From counts to pixels: tone maps, palettes, shaders and pixel formats. */
package org.juliaset.color;
