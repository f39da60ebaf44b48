package org.juliaset.image.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.apache.commons.imaging.common.RationalNumber;
import org.apache.commons.imaging.formats.tiff.AbstractTiffElement;
import org.apache.commons.imaging.formats.tiff.AbstractTiffImageData;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossy;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.Lzw;

/**
 * An RGB TIFF of equal channels, in strips of LZW over the differences of neighbours in a row (TIFF 6.0, sections 13
 * and 14), with what the picture says of itself in the tags that TIFF has for it (section 8).
 */
public final class TiffWriter {
    private static final int CHANNELS = 3;
    private static final int STRIP_BYTES = 8000;
    private static final int DOTS_PER_INCH = 72;

    private TiffWriter() {}

    /**
     * Writes a picture.
     *
     * @param gray uint8, shape (height, width)
     * @param done is told after each strip how many pixels are compressed
     */
    public static void write(
            byte[] gray, int width, int height, ImageMetadata metadata, OutputStream out, LongConsumer done)
            throws IOException {
        int rows = Math.max(1, STRIP_BYTES / (width * CHANNELS));
        AbstractTiffElement.DataElement[] strips = new AbstractTiffElement.DataElement[(height + rows - 1) / rows];
        for (int k = 0; k < strips.length; k++) {
            int end = Math.min(height, (k + 1) * rows) * width;
            byte[] strip = compressed(gray, k * rows * width, end, width);
            strips[k] = new AbstractTiffImageData.Data(0, strip.length, strip);
            done.accept(end);
        }
        TiffOutputSet tags = new TiffOutputSet();
        TiffOutputDirectory directory = tags.addRootDirectory();
        directory.add(TiffTagConstants.TIFF_TAG_IMAGE_WIDTH, width);
        directory.add(TiffTagConstants.TIFF_TAG_IMAGE_LENGTH, height);
        directory.add(TiffTagConstants.TIFF_TAG_BITS_PER_SAMPLE, (short) 8, (short) 8, (short) 8);
        directory.add(TiffTagConstants.TIFF_TAG_COMPRESSION, (short) TiffTagConstants.COMPRESSION_VALUE_LZW);
        directory.add(
                TiffTagConstants.TIFF_TAG_PHOTOMETRIC_INTERPRETATION,
                (short) TiffTagConstants.PHOTOMETRIC_INTERPRETATION_VALUE_RGB);
        directory.add(TiffTagConstants.TIFF_TAG_IMAGE_DESCRIPTION, metadata.text());
        directory.add(TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL, (short) CHANNELS);
        directory.add(TiffTagConstants.TIFF_TAG_ROWS_PER_STRIP, rows);
        directory.add(TiffTagConstants.TIFF_TAG_XRESOLUTION, RationalNumber.valueOf(DOTS_PER_INCH));
        directory.add(TiffTagConstants.TIFF_TAG_YRESOLUTION, RationalNumber.valueOf(DOTS_PER_INCH));
        directory.add(
                TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT, (short) TiffTagConstants.RESOLUTION_UNIT_VALUE_INCHES);
        directory.add(TiffTagConstants.TIFF_TAG_SOFTWARE, metadata.software());
        directory.add(
                TiffTagConstants.TIFF_TAG_PREDICTOR,
                (short) TiffTagConstants.PREDICTOR_VALUE_HORIZONTAL_DIFFERENCING);
        directory.setTiffImageData(new AbstractTiffImageData.Strips(strips, rows));
        new TiffImageWriterLossy().write(out, tags);
    }

    private static byte[] compressed(byte[] gray, int start, int end, int width) throws IOException {
        ByteArrayOutputStream strip = new ByteArrayOutputStream((end - start) / 2);
        Lzw lzw = Lzw.tiff(strip);
        for (int pixel = start; pixel < end; pixel++) {
            int difference = gray[pixel] - (pixel % width == 0 ? 0 : gray[pixel - 1]) & 0xFF;
            for (int channel = 0; channel < CHANNELS; channel++) {
                lzw.add(difference);
            }
        }
        lzw.end();
        return strip.toByteArray();
    }
}
