package org.juliaset.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.pnm.PnmImageParser;
import org.apache.commons.imaging.formats.pnm.PnmImagingParameters;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;

/** The formats of Apache Commons Imaging, which take the whole picture at the end. */
final class InMemoryEncoder implements PictureEncoder {
    private static final int BUFFER = 1 << 16;

    private final PictureFormat format;
    private final Picture picture;
    private final OutputStream out;
    private final int width;
    private final GrayShading shading;
    private final BufferedImage image;
    private final byte[] pixels;

    InMemoryEncoder(PictureFormat format, Picture picture, OutputStream out) {
        this.format = format;
        this.picture = picture;
        this.out = out;
        this.width = (int) picture.width();
        this.shading = new GrayShading(picture.normalisation());
        this.image = new BufferedImage(width, (int) picture.height(), BufferedImage.TYPE_BYTE_INDEXED, grays());
        this.pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    @Override
    public void begin() {}

    /**
     * Gray as a palette. An image of AWT's own gray type would be read through getRGB, which takes its
     * samples for linear light and changes them.
     */
    private static IndexColorModel grays() {
        byte[] levels = new byte[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = (byte) level;
        }
        return new IndexColorModel(8, levels.length, levels, levels, levels);
    }

    @Override
    public int sampleBytes(Band band) {
        return Math.toIntExact(band.pixels(width));
    }

    @Override
    public int historyBytes() {
        return 0;
    }

    @Override
    public ByteBuffer samples(Band band, Counts counts, byte[] room) {
        for (int row = 0; row < counts.rows(); row++) {
            shading.row(counts, row, room, row * counts.width());
        }
        return ByteBuffer.wrap(room, 0, counts.size());
    }

    /** Puts the band into the image, where no other band goes. */
    @Override
    public Piece encode(Band band, ByteBuffer samples, ByteBuffer history) {
        int length = samples.remaining();
        samples.get(pixels, (int) band.pixelsBefore(width), length);
        return new Piece(samples, length, 0);
    }

    @Override
    public void write(Piece piece) {}

    @Override
    public void finish() throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        switch (format) {
            case PGM -> writePnm(ImageFormats.PGM, buffered);
            case PPM -> writePnm(ImageFormats.PPM, buffered);
            case TIFF -> writeTiff(buffered);
            default -> Imaging.writeImage(image, buffered, ImageFormats.valueOf(format.name()));
        }
        buffered.flush();
    }

    private void writePnm(ImageFormats subtype, OutputStream to) throws IOException {
        PnmImagingParameters parameters = new PnmImagingParameters();
        parameters.setSubtype(subtype);
        new PnmImageParser().writeImage(image, to, parameters);
    }

    /** With what the picture says of itself in the tags that TIFF has for it (TIFF 6.0, section 8). */
    private void writeTiff(OutputStream to) throws IOException {
        Inscription inscription = Inscription.of(picture);
        TiffOutputSet tags = new TiffOutputSet();
        TiffOutputDirectory directory = tags.addRootDirectory();
        directory.add(TiffTagConstants.TIFF_TAG_SOFTWARE, inscription.software());
        directory.add(TiffTagConstants.TIFF_TAG_IMAGE_DESCRIPTION, inscription.text());
        new TiffImageParser().writeImage(image, to, new TiffImagingParameters().setOutputSet(tags));
    }
}
