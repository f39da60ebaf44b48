package org.juliaset.render;

import org.juliaset.image.formats.PictureFormat;

/**
 * What file a picture becomes.
 *
 * @param format the file's format
 * @param fast least compression, where the format has a choice
 */
public record Output(PictureFormat format, boolean fast) {}
