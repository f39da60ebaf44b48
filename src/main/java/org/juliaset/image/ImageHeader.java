package org.juliaset.image;

/**
 * The size and metadata that a file states. They are not trusted.
 *
 * @param width pixels in a row
 * @param height rows
 * @param metadata the parameters that the file states
 */
public record ImageHeader(long width, long height, ImageMetadata metadata) {}
