package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.juliaset.color.Coloring;
import org.juliaset.color.CountShader;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.image.npy.NpyWriter;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.pipeline.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that are read back from a file, exactly, tile by tile. */
class CountsFileTest {
    private static final int WIDTH = 130;
    private static final int HEIGHT = 90;

    @TempDir
    Path folder;

    private static Scene scene(int limit, boolean smooth) {
        return new Scene(
                new JuliaSet(-0.8, 0.15, 1024, limit),
                new ComplexRegion(-1, 1, 1, -1).grid(WIDTH, HEIGHT),
                new Sampling(1, smooth));
    }

    /** Any counts that the scene can have, the largest among them. */
    private static Counts any(Scene scene) {
        Counts counts = Counts.allocate(scene, scene.grid().whole());
        long most = (long) scene.set().iterationLimit() << counts.fractionBits();
        Random random = new Random(5);
        for (int k = 0; k < counts.size(); k++) {
            counts.set(k, (int) (k % 7 == 0 ? most : (random.nextLong() >>> 1) % (most + 1)));
        }
        return counts;
    }

    private Path write(Scene scene, Counts counts) throws IOException {
        Path file = folder.resolve("counts.npy");
        CountShader shader = CountShader.of(scene);
        Picture picture = new Picture(WIDTH, HEIGHT, shader.format(), false, Map.of());
        try (OutputStream out = Files.newOutputStream(file)) {
            NpyWriter writer = new NpyWriter(picture, out);
            writer.begin();
            ByteBuffer rows = shader.rows(counts, 0, new byte[shader.roomFor(WIDTH, HEIGHT, 0)]);
            writer.write(writer.codec().encode(scene.grid().whole(), rows, ByteBuffer.allocate(0)));
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"255, false", "256, false", "65536, false", "300, true", "1048574, true"})
    void everyTileHasTheCountsThatWereWritten(int limit, boolean smooth) throws Exception {
        Scene scene = scene(limit, smooth);
        Counts counts = any(scene);
        try (CountsFile file = CountsFile.open(write(scene, counts), scene)) {
            for (Tile tile : new Tile[] {
                scene.grid().whole(), new Tile(17, 5), new Tile(89, 1), new Tile(3, 11, 29, 101), new Tile(40, 1, 7, 2)
            }) {
                Counts read = Counts.allocate(scene, tile);
                file.fill(scene, tile, read);
                for (int row = 0; row < tile.rows(); row++) {
                    for (int column = 0; column < read.width(); column++) {
                        assertEquals(
                                counts.get((int) tile.firstColumn() + column, (int) tile.firstRow() + row),
                                read.get(column, row), tile + " " + column + " " + row);
                    }
                }
            }
        }
    }

    @Test
    void smoothCountsServeAsPlainOnes() throws Exception {
        Scene smooth = scene(300, true);
        Scene plain = scene(300, false);
        Counts counts = any(smooth);
        try (CountsFile file = CountsFile.open(write(smooth, counts), smooth)) {
            Counts read = Counts.allocate(plain, plain.grid().whole());
            file.fill(plain, plain.grid().whole(), read);
            for (int k = 0; k < read.size(); k++) {
                assertEquals(counts.get(k) >>> Sampling.FRACTION_BITS, read.get(k));
            }
        }
        try (CountsFile file = CountsFile.open(write(plain, any(plain)), plain)) {
            Counts read = Counts.allocate(smooth, smooth.grid().whole());
            assertThrows(IllegalArgumentException.class, () -> file.fill(smooth, smooth.grid().whole(), read));
        }
    }

    @Test
    void aPictureOfSmoothCountsHasTheirShades() throws Exception {
        Scene scene = scene(300, true);
        Counts counts = any(scene);
        Coloring gray = new Coloring(9);
        RenderJob job = new RenderJob(scene, gray, new Output(PictureFormat.PGM, false));
        Path picture = folder.resolve("a.pgm");
        try (Renderer renderer = new Renderer(CountsFile.open(write(scene, counts), scene), 2)) {
            renderer.render(job, picture, Progress.NONE);
        }
        byte[] expected = new byte[WIDTH * HEIGHT];
        gray.shader(scene, 8).rows(counts, 0, expected);
        byte[] bytes = Files.readAllBytes(picture);
        assertArrayEquals(expected, Arrays.copyOfRange(bytes, bytes.length - expected.length, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 300.5, 301, 1e300, 0.3, 1 / 8192.0, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoSmoothCountIsRefused(double value) throws Exception {
        Scene scene = scene(300, true);
        Path path = write(scene, any(scene));
        byte[] bytes = Files.readAllBytes(path);
        int index = bytes.length / 8 - WIDTH * 2 + 3;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(8 * index, value);
        Files.write(path, bytes);
        try (CountsFile file = CountsFile.open(path, scene)) {
            Counts read = Counts.allocate(scene, scene.grid().whole());
            UncheckedIOException e = assertThrows(
                    UncheckedIOException.class, () -> file.fill(scene, scene.grid().whole(), read));
            assertEquals("has " + value
                    + " at column 3, row 88, and a smooth count is a multiple of 1/4096 from 0 to 300",
                    e.getCause().getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "(90, 130) | (130, 90) | has 90 x 130 numbers of 2 bytes, and its parameters make 130 x 90 of 2",
        "<u2 | >u2 | has numbers of dtype >u2, and counts are",
        "<u2 | <u4 | is cut off, or goes on after its end: ",
        "False | True  | is no array of rows and columns of numbers in C order",
        "(90, 130) | (11700,) | is no array of rows and columns of numbers in C order",
        "(90, 130) | (9999999999, 9999999999) | is cut off, or goes on after its end: ",
        "NUMPY | NUMPX | does not begin as an array of NumPy"
    })
    void anotherArrayIsRefused(String from, String to, String message) throws Exception {
        Scene scene = scene(300, false);
        Path path = write(scene, any(scene));
        String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from), from);
        String padding = " ".repeat(Math.max(0, to.length() - from.length()));
        text = text.replace(padding + "\n", "\n").replace(from, to);
        Files.write(path, text.getBytes(StandardCharsets.ISO_8859_1));
        DamagedFileException e = assertThrows(DamagedFileException.class, () -> CountsFile.open(path, scene));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
