package org.juliaset.image.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.pnm.PnmImageParser;
import org.apache.commons.imaging.formats.pnm.PnmImagingParameters;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Formats of one whole picture: bytes as Apache Commons Imaging writes them, in less time and memory, with progress.
 */
class WritersTest {
    private static Picture picture(int width, int height) {
        return new Picture(width, height, PixelFormat.GRAY_8, false, Map.of("xleft", "-1.6"));
    }

    private static ImageWriter writer(
            PictureFormat format, byte[] pixels, int width, int height, OutputStream out) throws IOException {
        ImageWriter writer = format.writer(picture(width, height), out);
        writer.write(writer.codec().encode(new Tile(0, height), ByteBuffer.wrap(pixels), ByteBuffer.allocate(0)));
        return writer;
    }

    private static byte[] byCommonsImaging(
            PictureFormat format, byte[] pixels, int width, int height) throws Exception {
        byte[] levels = new byte[256];
        IntStream.range(0, 256).forEach(level -> levels[level] = (byte) level);
        IndexColorModel grays = new IndexColorModel(8, 256, levels, levels, levels);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, grays);
        System.arraycopy(pixels, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, pixels.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (format) {
            case PGM, PPM -> {
                PnmImagingParameters parameters = new PnmImagingParameters();
                parameters.setSubtype(ImageFormats.valueOf(format.name()));
                new PnmImageParser().writeImage(image, out, parameters);
            }
            default -> Imaging.writeImage(image, out, ImageFormats.valueOf(format.name()));
        }
        return out.toByteArray();
    }

    /** Every number of grays that changes the bits of a pixel, and every remainder of a row. */
    static Stream<Arguments> pictures() {
        return Stream.of(PictureFormat.values()).filter(format -> !format.streams()).flatMap(format ->
                IntStream.of(1, 2, 3, 4, 5, 8, 9, 16, 17, 64, 65, 128, 129, 256).boxed().flatMap(grays ->
                        IntStream.of(1, 7, 32, 201).mapToObj(width -> Arguments.of(format, grays, width))));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void bytesAreThoseOfCommonsImaging(PictureFormat format, int grays, int width) throws Exception {
        int height = 190;
        Random random = new Random(grays * 1000L + width);
        byte[] pixels = new byte[width * height];
        for (int k = 0, gray = 0, run = 0; k < pixels.length; k++, run--) {
            if (run <= 0) {
                gray = random.nextInt(grays);
                run = random.nextInt(5) == 0 ? random.nextInt(4000) : random.nextInt(3);
            }
            // black and white, or any grays, for the formats that tell them apart
            pixels[k] = (byte) (
                    grays == 2 && width == 7 ? gray * 255 : gray * (256 / grays) + (width == 32 ? 0 : 256 / grays - 1));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer(format, pixels, width, height, out).finish(encoded -> {});
        assertArrayEquals(byCommonsImaging(format, pixels, width, height), out.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(names = {"BMP", "GIF", "PGM", "PPM", "PCX"})
    void encodingTellsOfItsProgressUpToTheLastPixel(PictureFormat format) throws Exception {
        List<Long> told = new ArrayList<>();
        writer(format, new byte[300 * 400], 300, 400, OutputStream.nullOutputStream()).finish(told::add);
        assertEquals(told.stream().sorted().toList(), told);
        assertTrue(told.size() > 20, told.toString());
        assertEquals(300 * 400, told.get(told.size() - 1));
    }

    /** Runs of thousands of pixels used to take a time that grows with their square. */
    @Test
    void longRunsTakeNoLongerThanNoise() throws Exception {
        PictureFormat format = PictureFormat.GIF;
        int side = 2000;
        byte[] noise = new byte[side * side];
        new Random(1).nextBytes(noise);
        writer(format, noise, side, side, OutputStream.nullOutputStream()).finish(encoded -> {});
        long noiseNanos = nanos(format, noise, side);
        assertTrue(nanos(format, new byte[side * side], side) < 3 * noiseNanos);
    }

    private static long nanos(PictureFormat format, byte[] pixels, int side) throws Exception {
        ImageWriter writer = writer(format, pixels, side, side, OutputStream.nullOutputStream());
        long start = System.nanoTime();
        writer.finish(encoded -> {});
        return System.nanoTime() - start;
    }
}
