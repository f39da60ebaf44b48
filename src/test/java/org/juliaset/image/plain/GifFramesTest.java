package org.juliaset.image.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GIFs of several frames, read by the JDK. */
class GifFramesTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private static byte[] pixels(int channels, int colors, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] palette = random.ints(colors, 0, 1 << 24).toArray();
        byte[] pixels = new byte[WIDTH * HEIGHT * channels];
        for (int k = 0; k < WIDTH * HEIGHT; k++) {
            int color = palette[random.nextInt(colors)];
            for (int channel = 0; channel < channels; channel++) {
                pixels[k * channels + channel] = (byte) (color >> 8 * channel);
            }
        }
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "1, 256, false", "3, 1, true", "3, 17, false", "3, 256, true"})
    void framesAreReadAsTheyWere(int channels, int colors, boolean loop) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(GifWriter.beginning(WIDTH, HEIGHT, loop));
        for (int frame = 0; frame < 3; frame++) {
            out.write(GifWriter.frame(channels, WIDTH, HEIGHT, pixels(channels, colors, frame), 4 + frame)
                    .orElseThrow());
        }
        out.write(GifWriter.end());
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(out.toByteArray())));
        assertEquals(3, reader.getNumImages(true));
        for (int frame = 0; frame < 3; frame++) {
            BufferedImage image = reader.read(frame);
            byte[] expected = pixels(channels, colors, frame);
            for (int k = 0; k < WIDTH * HEIGHT; k++) {
                int rgb = image.getRGB(k % WIDTH, k / WIDTH);
                for (int channel = 0; channel < 3; channel++) {
                    byte value = expected[k * channels + channel % channels];
                    assertEquals(value, (byte) (rgb >> 16 - 8 * channel), "pixel " + k + " of frame " + frame);
                }
            }
            IIOMetadata metadata = reader.getImageMetadata(frame);
            IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
            IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
            assertEquals(Integer.toString(4 + frame), control.getAttribute("delayTime"));
            boolean repeats = root.getElementsByTagName("ApplicationExtension").getLength() == 1;
            assertEquals(loop && frame == 0, repeats);
        }
    }

    @Test
    void aFrameOfMoreColoursIsNone() throws Exception {
        byte[] pixels = new byte[3 * 257];
        for (int k = 0; k < 257; k++) {
            pixels[3 * k] = (byte) k;
            pixels[3 * k + 1] = (byte) (k >> 8);
        }
        assertTrue(GifWriter.frame(3, 257, 1, pixels, 4).isEmpty());
    }
}
