package org.juliaset.image;

/**
 * What a file says of the picture in it, besides its pixels. It may be untrue.
 *
 * @param width pixels in a row
 * @param height rows
 * @param metadata how it says it was made
 */
public record ImageHeader(long width, long height, ImageMetadata metadata) {}
