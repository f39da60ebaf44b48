package org.juliaset;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.common.BufferedImageFactory;
import org.apache.commons.imaging.formats.pcx.PcxImageParser;
import org.apache.commons.imaging.formats.png.PngImageParser;
import org.apache.commons.imaging.formats.png.PngImagingParameters;

/** Decodes pictures with independent readers. */
public final class Decoded {
    private Decoded() {}

    /** Reads an 8-bit gray PNG's samples with the JDK, whatever they would look like on a screen. */
    public static byte[] samplesByJdk(byte[] file) throws IOException {
        Raster raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        if (raster.getNumBands() != 1) {
            throw new AssertionError(raster.getNumBands() + " channels instead of 1");
        }
        return samples(raster);
    }

    private static byte[] samples(Raster raster) {
        return narrow(raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null));
    }

    /**
     * Reads a gray PNG with Apache Commons Imaging, into an image of RGB: into one of gray it would
     * write through setRGB, which changes samples.
     */
    public static byte[] samplesByCommonsImaging(byte[] file) throws IOException {
        PngImagingParameters parameters = new PngImagingParameters();
        parameters.setBufferedImageFactory(new BufferedImageFactory() {
            @Override
            public BufferedImage getColorBufferedImage(int width, int height, boolean hasAlpha) {
                return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            }

            @Override
            public BufferedImage getGrayscaleBufferedImage(int width, int height, boolean hasAlpha) {
                return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            }
        });
        return grays(new PngImageParser().getBufferedImage(file, parameters));
    }

    /** Reads a format whose gray is one channel, three equal ones, or a palette of such. */
    public static byte[] grays(String suffix, byte[] file) throws IOException {
        BufferedImage image = switch (suffix) {
            case "pcx" -> new PcxImageParser().getBufferedImage(file, null);
            case "pgm", "ppm", "pnm" -> Imaging.getBufferedImage(file);
            default -> ImageIO.read(new ByteArrayInputStream(file));
        };
        return grays(image);
    }

    private static byte[] grays(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return samples(image.getRaster());
        }
        int[] grays = new int[image.getWidth() * image.getHeight()];
        for (int pixel = 0; pixel < grays.length; pixel++) {
            int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()) & 0xFFFFFF;
            grays[pixel] = rgb & 0xFF;
            if (rgb != grays[pixel] * 0x010101) {
                throw new AssertionError("pixel " + pixel + " is not gray: " + Integer.toHexString(rgb));
            }
        }
        return narrow(grays);
    }

    private static byte[] narrow(int[] samples) {
        byte[] bytes = new byte[samples.length];
        for (int k = 0; k < samples.length; k++) {
            bytes[k] = (byte) samples[k];
        }
        return bytes;
    }
}
