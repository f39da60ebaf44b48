package org.juliaset.image.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.pnm.PnmImageParser;
import org.apache.commons.imaging.formats.pnm.PnmImagingParameters;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Formats other than PNG and .npy: gray bytes as Apache Commons Imaging writes them, in less time and memory, with
 * progress.
 */
class WritersTest {
    private static final List<PictureFormat> FORMATS = List.of(
            PictureFormat.BMP, PictureFormat.GIF, PictureFormat.PGM, PictureFormat.PPM,
            PictureFormat.PCX);

    private static Picture picture(int width, int height) {
        return new Picture(width, height, PixelFormat.GRAY_8, false, Map.of("xleft", "-1.6"));
    }

    private static ImageWriter writer(
            PictureFormat format, byte[] pixels, int width, int height, OutputStream out) throws IOException {
        ImageWriter writer = format.writer(picture(width, height), out);
        writer.begin();
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
        return FORMATS.stream().flatMap(format ->
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
    @EnumSource(names = {"BMP", "GIF", "PCX"})
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

    private static final PixelFormat RGB_8 = new PixelFormat(3, 8);

    /** A file of pixels that come in bands of some rows. */
    private static byte[] file(PictureFormat format, PixelFormat pixels, byte[] samples, int width, int bandRows)
            throws IOException {
        int rowBytes = width * pixels.bytes();
        int height = samples.length / rowBytes;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = format.writer(new Picture(width, height, pixels, false, Map.of()), out);
        writer.begin();
        for (int row = 0; row < height; row += bandRows) {
            Tile band = new Tile(row, Math.min(bandRows, height - row));
            ByteBuffer rows = ByteBuffer.wrap(samples, row * rowBytes, band.rows() * rowBytes).slice();
            writer.write(writer.codec().encode(band, rows, ByteBuffer.allocate(0)));
        }
        writer.finish(encoded -> {});
        return out.toByteArray();
    }

    /** Every width modulo 4, in which BMP pads its rows, and colours that differ in every channel. */
    @ParameterizedTest
    @CsvSource({"BMP, 1, 256", "BMP, 2, 256", "BMP, 31, 256", "BMP, 64, 256", "PPM, 31, 256", "PNM, 31, 256",
        "GIF, 31, 1", "GIF, 31, 2", "GIF, 31, 5", "GIF, 31, 200", "GIF, 31, 256"})
    void coloursAreReadAsTheyWereWritten(PictureFormat format, int width, int colors) throws Exception {
        Random random = new Random(colors + width);
        byte[] pixels = new byte[3 * width * 40];
        for (int k = 0; k < width * 40; k++) {
            int color = random.nextInt(colors);
            pixels[3 * k] = (byte) color;
            pixels[3 * k + 1] = (byte) (color * 7);
            pixels[3 * k + 2] = (byte) (255 - color);
        }
        byte[] file = file(format, RGB_8, pixels, width, 7);
        BufferedImage image = format == PictureFormat.PPM || format == PictureFormat.PNM
                ? Imaging.getBufferedImage(file)
                : ImageIO.read(new ByteArrayInputStream(file));
        for (int k = 0; k < width * 40; k++) {
            int rgb = (pixels[3 * k] & 0xFF) << 16 | (pixels[3 * k + 1] & 0xFF) << 8 | pixels[3 * k + 2] & 0xFF;
            assertEquals(rgb, image.getRGB(k % width, k / width) & 0xFFFFFF, "pixel " + k);
        }
    }

    @Test
    void aGifOfMoreColoursIsRefusedAsSoonAsTheyAreThereWithWhatHoldsThem() {
        byte[] pixels = new byte[3 * 257];
        for (int k = 0; k < 257; k++) {
            pixels[3 * k] = (byte) k;
            pixels[3 * k + 1] = (byte) (k >> 8);
        }
        ImageWriter writer = PictureFormat.GIF.writer(
                new Picture(257, 100, RGB_8, false, Map.of()), OutputStream.nullOutputStream());
        PartCodec.Part first = writer.codec().encode(new Tile(0, 1), ByteBuffer.wrap(pixels), ByteBuffer.allocate(0));
        String message = assertThrows(InvalidParameterException.class, () -> writer.write(first)).getMessage();
        assertEquals("the picture has more than 256 colours, which are the most that GIF holds: use .png, .dzi, .tif,"
                + " .bmp, .pnm or .ppm", message);
    }

    /** Netpbm's formats hold the samples as they are, the higher byte first (its manual, pgm(5) and ppm(5)). */
    @ParameterizedTest
    @CsvSource({"PGM, 1, 8, P5, 255, 1", "PGM, 1, 16, P5, 65535, 1", "PNM, 1, 16, P5, 65535, 1",
        "PNM, 3, 16, P6, 65535, 1", "PPM, 3, 16, P6, 65535, 1", "PPM, 3, 8, P6, 255, 1", "PPM, 1, 8, P6, 255, 3",
        "PPM, 1, 16, P6, 65535, 3"})
    void netpbmsFilesAreALineAndTheSamples(
            PictureFormat format, int channels, int bits, String magic, int most, int copies) throws Exception {
        PixelFormat pixels = new PixelFormat(channels, bits);
        byte[] samples = new byte[13 * 10 * pixels.bytes()];
        new Random(1).nextBytes(samples);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes((magic + " 13 10 " + most + "\n").getBytes(StandardCharsets.US_ASCII));
        int sampleBytes = copies == 1 ? samples.length : bits / 8;
        for (int start = 0; start < samples.length; start += sampleBytes) {
            for (int copy = 0; copy < copies; copy++) {
                expected.write(samples, start, sampleBytes);
            }
        }
        assertArrayEquals(expected.toByteArray(), file(format, pixels, samples, 13, 3));
    }
}
