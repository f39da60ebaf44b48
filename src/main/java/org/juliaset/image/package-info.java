/**
 * From counts to a file's bytes: shading, and the formats. Formats that stream hold a few bands at a
 * time; the others hold the picture.
 */
package org.juliaset.image;
