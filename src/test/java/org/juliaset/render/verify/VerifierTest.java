package org.juliaset.render.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.juliaset.CraftedPng;
import org.juliaset.color.Coloring;
import org.juliaset.color.Palette;
import org.juliaset.color.PaletteMap;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.FailingEngine;
import org.juliaset.render.Output;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class VerifierTest {
    private static final JuliaSet ARTICLE = new JuliaSet(-0.835, -0.2321, 2, 80);

    @TempDir
    Path folder;

    private static RenderJob job(int width, int height) {
        Grid grid = new ComplexRegion(-0.1, 0.1, 0.1 * height / width, -0.1 * height / width).grid(width);
        assertEquals(height, grid.height());
        return new RenderJob(new Scene(ARTICLE, grid), new Coloring(5), new Output(PictureFormat.PNG, true));
    }

    private Path rendered(RenderJob job) throws Exception {
        Path file = folder.resolve("a.png");
        try (Renderer renderer = Renderer.open("cpu")) {
            renderer.render(job, file, Progress.NONE);
        }
        return file;
    }

    private static Verification verify(RenderJob job, Path file) throws Exception {
        try (Engine engine = DeviceCatalogue.ofThisMachine(3).choose("cpu").engine()) {
            return new Verifier(engine, 3).verify(job, file, Progress.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 300000", "300000, 1", "70000, 3", "257, 255", "1000, 800"})
    void aRenderedFileIsEqualWhateverItsShape(int width, int height) throws Exception {
        RenderJob job = job(width, height);
        Path file = rendered(job);
        Verifier.readThrough(job, file, Progress.NONE);
        assertEquals(new Verification((long) width * height, Optional.empty()), verify(job, file));
    }

    @Test
    void aRenderedFileIsEqualOnEveryDeviceAndInBothPrecisions() throws Exception {
        for (Precision precision : Precision.values()) {
            RenderJob base = job(300, 700);
            RenderJob job = new RenderJob(new Scene(ARTICLE.in(precision), base.grid()), new Coloring(0),
                    new Output(PictureFormat.PNG, false));
            Path file = rendered(job);
            DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(2);
            for (Device device : catalogue.devices()) {
                if (catalogue.examine(device).problem().isEmpty()) {
                    try (Engine engine = catalogue.choose(device.id()).engine()) {
                        Verification verification = new Verifier(engine, 2).verify(job, file, Progress.NONE);
                        assertEquals(Optional.empty(), verification.difference(), device.toString());
                    }
                }
            }
        }
    }

    /** Changes one sample of a file. */
    private Path changed(Path file, int width, int column, int row) throws Exception {
        byte[] bytes = CraftedPng.withRows(Files.readAllBytes(file), rows -> {
            rows[row * (width + 1) + 1 + column] ^= 0x10;
            return rows;
        });
        return CraftedPng.file(folder, bytes);
    }

    private static RenderJob colors(int bits, int perSide, boolean fast) {
        RenderJob gray = job(300, 700);
        PaletteMap map = PaletteMap.of(Palette.ofStops("#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200"));
        return new RenderJob(
                new Scene(new JuliaSet(-0.835, -0.2321, 1024, 200), gray.grid(), new Sampling(perSide, true)),
                new Coloring(0, Optional.of(map)),
                new Output(PictureFormat.PNG, fast, bits, 0));
    }

    /** With every filter that a PNG of colours has: none, Sub for some rows, and Up. */
    @ParameterizedTest
    @CsvSource({"8, 1, true", "8, 3, false", "16, 1, false", "16, 2, true"})
    void coloursAreEqualAndTheFirstChangedPixelIsShownWithAllChannels(int bits, int perSide, boolean fast)
            throws Exception {
        RenderJob job = colors(bits, perSide, fast);
        Path file = rendered(job);
        Verifier.readThrough(job, file, Progress.NONE);
        assertEquals(new Verification(210_000, Optional.empty()), verify(job, file));
        RenderJob other = new RenderJob(
                new Scene(new JuliaSet(-0.835, -0.2321, 1024, 199), job.grid(), job.scene().sampling()),
                job.coloring(), job.output());
        BufferedImage image = ImageIO.read(file.toFile());
        BufferedImage changed = ImageIO.read(rendered(other).toFile());
        Verification.Difference found = verify(job, folder.resolve("a.png")).difference().orElseThrow();
        int[] expected = image.getRaster().getPixel((int) found.column(), (int) found.row(), (int[]) null);
        int[] inFile = changed.getRaster().getPixel((int) found.column(), (int) found.row(), (int[]) null);
        assertEquals(Arrays.stream(expected).boxed().toList(), found.computed());
        assertEquals(Arrays.stream(inFile).boxed().toList(), found.inFile());
        assertNotEquals(found.inFile(), found.computed());
    }

    @Test
    void aFileOfOtherPixelsThanItsParametersMakeIsRefused() throws Exception {
        RenderJob gray = job(300, 700);
        Path file = rendered(colors(16, 1, true));
        String message = assertThrows(
                DamagedFileException.class, () -> Verifier.readThrough(gray, file, Progress.NONE)).getMessage();
        assertEquals("was saved again by another program: its pixels are RGB of 16 bits, and its parameters make gray"
                + " of 8 bits", message);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 0", "0, 1", "500, 333", "0, 799", "999, 799"})
    void oneChangedPixelIsFoundWhereverItIs(int column, int row) throws Exception {
        RenderJob job = job(1000, 800);
        Path file = changed(rendered(job), 1000, column, row);
        Verifier.readThrough(job, file, Progress.NONE);
        Verification.Difference found = verify(job, file).difference().orElseThrow();
        assertEquals(column, found.column());
        assertEquals(row, found.row());
        assertEquals(0x10, found.inFile().get(0) ^ found.computed().get(0));
    }

    @Test
    void aSampleIsTheSameForTheSameSeedAndFindsWhatLiesInIt() throws Exception {
        RenderJob job = job(1000, 800);
        Path file = changed(rendered(job), 1000, 3, 400);
        assertEquals(13, Verifier.bands(job));
        List<Boolean> found = new ArrayList<>();
        try (Engine engine = DeviceCatalogue.ofThisMachine(2).choose("cpu").engine()) {
            Verifier verifier = new Verifier(engine, 2);
            for (int seed = 0; seed < 20; seed++) {
                Verification one = verifier.verifySample(job, file, 4, seed, Progress.NONE);
                assertEquals(one, verifier.verifySample(job, file, 4, seed, Progress.NONE));
                assertTrue(one.pixels() < 5 * 66_000, one.toString());
                one.difference().ifPresent(at -> assertEquals(400, at.row()));
                found.add(one.difference().isPresent());
            }
            assertTrue(found.contains(true) && found.contains(false), found.toString());
            assertTrue(verifier.verifySample(job, file, 13, 1, Progress.NONE).difference().isPresent());
        }
    }

    @Test
    void aFileThatBreaksOffIsDamaged() throws Exception {
        RenderJob job = job(1000, 800);
        byte[] whole = Files.readAllBytes(rendered(job));
        Path file = CraftedPng.file(folder, Arrays.copyOf(whole, whole.length / 2));
        assertThrows(DamagedFileException.class, () -> Verifier.readThrough(job, file, Progress.NONE));
        assertThrows(DamagedFileException.class, () -> verify(job, file));
    }

    @Test
    void progressRisesToTheWholePicture() throws Exception {
        RenderJob job = job(1000, 800);
        Path file = rendered(job);
        List<Long> read = new ArrayList<>();
        Verifier.readThrough(job, file, read::add);
        List<Long> compared = new ArrayList<>();
        try (Engine engine = DeviceCatalogue.ofThisMachine(2).choose("cpu").engine()) {
            new Verifier(engine, 2).verifySample(job, file, 3, 1, compared::add);
        }
        for (List<Long> seen : List.of(read, compared)) {
            assertEquals(seen.stream().sorted().toList(), seen);
            assertEquals(800_000, seen.get(seen.size() - 1));
        }
    }

    @Test
    void aDeviceThatFailsEndsItWithItsOwnException() throws Exception {
        RenderJob job = job(1000, 800);
        Path file = rendered(job);
        try (FailingEngine engine = new FailingEngine(DeviceCatalogue.ofThisMachine(2).choose("cpu").engine(), 5)) {
            EngineException failure = assertThrows(
                    EngineException.class, () -> new Verifier(engine, 2).verify(job, file, Progress.NONE));
            assertEquals("planted failure", failure.getMessage());
        }
    }
}
