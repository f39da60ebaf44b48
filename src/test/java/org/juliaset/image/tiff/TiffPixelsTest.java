package org.juliaset.image.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.constants.TiffConstants;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffPixelsTest {
    private static final long LITTLE_MEMORY = 4 << 20;
    private static final int WIDTH = 211;
    private static final int HEIGHT = 300;

    @TempDir
    Path folder;

    /** Runs and noise. */
    private static byte[] pixels() {
        Random random = new Random(7);
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int k = 0, run = 0; k < pixels.length; k++, run--) {
            boolean isNew = run <= 0;
            run = isNew ? random.nextInt(random.nextBoolean() ? 3 : 3000) : run;
            pixels[k] = isNew ? (byte) random.nextInt(256) : pixels[k - 1];
        }
        return pixels;
    }

    private static byte[] written(byte[] pixels, boolean isBig) throws IOException {
        Picture picture = new Picture(WIDTH, HEIGHT, PixelFormat.GRAY_8, false, Map.of("xleft", "-1.6"));
        return TiffWriterTest.file(picture, pixels, 2, isBig);
    }

    private byte[] read(byte[] file) throws IOException {
        try (PicturePixels found = PictureFile.pixels(Files.write(folder.resolve("a.tif"), file), PixelFormat.GRAY_8)) {
            byte[] pixels = new byte[WIDTH * HEIGHT];
            for (int at = 0; at < pixels.length; ) {
                int length = Math.min(100, WIDTH - at % WIDTH);
                found.read(pixels, at, length);
                at += length;
            }
            found.finish();
            return pixels;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheWriterWritesIsRead(boolean isBig) throws Exception {
        byte[] pixels = pixels();
        assertArrayEquals(pixels, read(written(pixels, isBig)));
    }

    /** Of 8 and 16 bits, in either byte order, with differences and without. */
    @ParameterizedTest
    @CsvSource({
        "1, 16, ", "3, 8, ", "3, 16, ", "1, 16, -t -w 64 -l 64 -c zip:2 -L", "1, 16, -s -c lzw:1 -L",
        "3, 16, -s -r 9 -c lzw:2 -L", "3, 16, -t -w 48 -l 32 -c zip:1 -L -8", "3, 8, -s -c zip:2 -L",
        "3, 8, -t -c lzw:2"
    })
    void colorsAndSamplesOf16BitsAreRead(int channels, int bits, String options) throws Exception {
        PixelFormat format = new PixelFormat(channels, bits);
        Picture picture = new Picture(WIDTH + 300, HEIGHT, format, false, Map.of());
        byte[] pixels = TiffWriterTest.pixels(picture);
        Path file = Files.write(folder.resolve("b.tif"), TiffWriterTest.file(picture, pixels, 2, false));
        if (options != null) {
            file = byLibtiff(file, options);
        }
        byte[] start = Arrays.copyOf(Files.readAllBytes(file), 16);
        byte[] read = new byte[pixels.length];
        int width = (int) picture.width();
        try (PicturePixels found = TiffTags.pixels(file, start, format)) {
            for (int at = 0; at < width * HEIGHT; ) {
                int length = Math.min(100, width - at % width);
                found.read(read, at * format.bytes(), length);
                at += length;
            }
            found.finish();
        }
        assertArrayEquals(pixels, read);
    }

    private Path byLibtiff(Path file, String options) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tiffcp")), "no libtiff: its tools could not be tested");
        Path copy = folder.resolve("c.tif");
        List<String> command = new ArrayList<>(List.of("tiffcp"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(file.toString(), copy.toString()));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return copy;
    }

    /** Tiles of other sizes, in either byte order, with differences and without, as libtiff's own tools write them. */
    @ParameterizedTest
    @CsvSource({
        "-t -w 16 -l 32 -c zip:2, false", "-t -w 64 -l 16 -c zip:1 -B, true", "-t -w 512 -l 512 -c lzw:2 -B -8, false",
        "-t -w 128 -l 1024 -c none -8, true", "-t -w 224 -l 304 -c packbits -L, false", "-s -r 7 -c zip:2 -8, true",
        "-s -r 300 -c lzw:1, false"
    })
    void whatLibtiffWritesIsRead(String options, boolean isBig) throws Exception {
        byte[] pixels = pixels();
        Path file = Files.write(folder.resolve("b.tif"), written(pixels, isBig));
        assertArrayEquals(pixels, read(Files.readAllBytes(byLibtiff(file, options))));
    }

    @ParameterizedTest
    @ValueSource(ints = {
        TiffConstants.COMPRESSION_UNCOMPRESSED, TiffConstants.COMPRESSION_LZW, TiffConstants.COMPRESSION_PACKBITS,
        TiffConstants.COMPRESSION_DEFLATE_ADOBE,
    })
    void whatAnotherProgramCompressesIsRead(int compression) throws Exception {
        byte[] pixels = pixels();
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < pixels.length; k++) {
            image.setRGB(k % WIDTH, k / WIDTH, (pixels[k] & 0xFF) * 0x010101);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TiffImagingParameters parameters = new TiffImagingParameters();
        parameters.setCompression(compression);
        new TiffImageParser().writeImage(image, out, parameters);
        assertArrayEquals(pixels, read(out.toByteArray()));

        image.setRGB(3, 200, 0x010203);
        out.reset();
        new TiffImageParser().writeImage(image, out, parameters);
        String message = assertThrows(DamagedFileException.class, () -> read(out.toByteArray())).getMessage();
        assertEquals("was saved again by another program: column 3, row 200 is not gray", message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDamagedFileIsReadInLittleMemoryAndEndsWithOneKindOfException(boolean isBig) throws Exception {
        byte[] whole = written(pixels(), isBig);
        Random random = new Random(3);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int k = 0; k < 2000; k++) {
            byte[] damaged = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                // the header, the directory at the end, or anything
                int part = random.nextInt(4);
                int at = part == 0 ? random.nextInt(TiffWriter.HEAD)
                        : part < 3 ? damaged.length - 1 - random.nextInt(400) : random.nextInt(damaged.length);
                damaged[at] = (byte) random.nextInt(256);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                read(damaged);
            } catch (DamagedFileException | IllegalArgumentException | IllegalStateException e) {
                // the others where the damage changes the size of the picture, of which this reads the old one
                refused++;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < LITTLE_MEMORY + 100L * damaged.length, allocated + " bytes");
        }
        assertTrue(refused > 200, refused + " were found");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatEndsTooSoonLacksItsDirectory(boolean isBig) throws Exception {
        byte[] whole = written(pixels(), isBig);
        for (int length : new int[] {16, whole.length / 2, whole.length - 300, whole.length - 9}) {
            String message = assertThrows(
                    DamagedFileException.class, () -> read(Arrays.copyOf(whole, length))).getMessage();
            assertEquals("ends before what it refers to", message);
        }
    }

    @Test
    void aPictureOfMoreTilesThanThereAreHoldsTooFewPixels() throws Exception {
        byte[] higher = written(pixels(), false);
        put(higher, Tag.HEIGHT, 1000);
        Path file = Files.write(folder.resolve("a.tif"), higher);
        try (PicturePixels found = PictureFile.pixels(file, PixelFormat.GRAY_8)) {
            String message = assertThrows(DamagedFileException.class, () -> found.skipTo(WIDTH * 1000L)).getMessage();
            assertEquals("holds fewer pixels than its 211 x 1000: they end in row 512", message);
        }
    }

    @Test
    void moreTilesSideBySideThanMemoryShouldHoldAreRefused() throws Exception {
        byte[] wide = written(pixels(), false);
        put(wide, Tag.WIDTH, 16 * 2049);
        put(wide, Tag.TILE_WIDTH, 16);
        String message = assertThrows(DamagedFileException.class, () -> read(wide)).getMessage();
        assertEquals("was saved again by another program: 2049 tiles are side by side, and 2048 are the most that are"
                + " read", message);
        put(wide, Tag.TILE_WIDTH, 0);
        assertEquals("has tiles of 0 x 256 pixels",
                assertThrows(DamagedFileException.class, () -> read(wide)).getMessage());
    }

    /** Changes the number of a tag. */
    private static void put(byte[] file, int tag, int number) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int entry = bytes.getInt(Integer.BYTES) + Short.BYTES;
        while (bytes.getShort(entry) != tag) {
            entry += 12;
        }
        bytes.putInt(entry + 8, number);
    }
}
