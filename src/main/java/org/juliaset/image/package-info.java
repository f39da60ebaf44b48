/**
 * Pixels to bytes: what a format implements to encode parts ({@link org.juliaset.image.PartCodec}) and to write them
 * in order ({@link org.juliaset.image.ImageWriter}), and metadata. {@code formats} has the formats by name.
 */
package org.juliaset.image;
