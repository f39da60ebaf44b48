/**
 * From pixels to the bytes of a file: each format implements {@link org.juliaset.image.PartCodec}, which encodes parts,
 * and {@link org.juliaset.image.ImageWriter}, which writes them in order. Also metadata; {@code formats} lists the
 * formats by name.
 */
package org.juliaset.image;
