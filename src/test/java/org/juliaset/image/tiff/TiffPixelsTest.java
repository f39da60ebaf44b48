package org.juliaset.image.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.constants.TiffConstants;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.GrayPixels;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFile;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

    private static byte[] ours(byte[] pixels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Picture picture = new Picture(WIDTH, HEIGHT, PixelFormat.GRAY_8, false, Map.of("xleft", "-1.6"));
        ImageWriter writer = PictureFormat.TIFF.writer(picture, out);
        writer.write(writer.codec().encode(new Tile(0, HEIGHT), ByteBuffer.wrap(pixels), ByteBuffer.allocate(0)));
        writer.finish(encoded -> {});
        return out.toByteArray();
    }

    private byte[] read(byte[] file) throws IOException {
        try (GrayPixels found = PictureFile.pixels(Files.write(folder.resolve("a.tif"), file))) {
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

    @Test
    void whatTheWriterWritesIsRead() throws Exception {
        byte[] pixels = pixels();
        assertArrayEquals(pixels, read(ours(pixels)));
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

    @Test
    void aDamagedFileIsReadInLittleMemoryAndEndsWithOneKindOfException() throws Exception {
        byte[] whole = ours(pixels());
        Random random = new Random(3);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int k = 0; k < 2000; k++) {
            byte[] damaged = whole.clone();
            // the directory is at the start
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                damaged[random.nextInt(random.nextBoolean() ? 400 : damaged.length)] = (byte) random.nextInt(256);
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

    @Test
    void aFileThatEndsTooSoonHoldsTooFewPixels() throws Exception {
        byte[] whole = ours(pixels());
        String message = assertThrows(
                DamagedFileException.class, () -> read(Arrays.copyOf(whole, whole.length * 3 / 4))).getMessage();
        assertTrue(message.startsWith("holds fewer pixels than its 211 x 300: they end in row "), message);
    }
}
