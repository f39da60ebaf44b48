package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.color.Coloring;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Scene;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Output;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate that --dry-run prints. */
@Tag("one-jdk")
class DryRunTest {
    @TempDir
    Path folder;

    private static double megabytes(String text) {
        Matcher figure = Pattern.compile("file +about ([\\d.]+) ([kM])B as \\w+").matcher(text);
        assertTrue(figure.find(), text);
        return Double.parseDouble(figure.group(1)) / (figure.group(2).equals("k") ? 1000 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-R=3000 -o=x.png", "-R=3000 -o=x.png --fast", "-R=3000 -M=1000 -o=x.npy",
        "-R=3000 -x=-0.1 -X=0.1 -y=-0.1 -Y=0.1 -m=20 -M=100 -o=x.png", "-R=3000 -o=x.tif", "-R=700 -o=x.tif --fast",
        "-R=3000 -x=-0.1 -X=0.1 -y=-0.1 -Y=0.1 -m=20 -M=100 -o=x.tif", "-R=3000 -o=x.gif",
        "-R=3000 -o=x.bmp", "-R=3000 -o=x.pgm", "-R=3000 -o=x.ppm", "-R=3000 -o=x.pcx"
    })
    void estimatesTheSizeAndRendersNothing(String options) throws IOException {
        Program.Result dry = InProcess.in(folder, options.split(" ")).with("--dry-run").succeed();
        assertEquals(List.of(), Program.namesIn(folder));
        for (String row : List.of("picture", "device", "memory", "file", "free", "time")) {
            assertTrue(dry.out().contains(row + "  "), dry.out());
        }
        InProcess.in(folder, options.split(" ")).succeed();
        double size = Files.size(folder.resolve(Program.namesIn(folder).get(0))) / 1e6;
        double estimate = megabytes(dry.out());
        assertTrue(estimate > size / 1.5 && estimate < size * 1.5, estimate + " MB for " + size);
    }

    @Test
    void jsonHasTheSameEstimate() throws IOException {
        InProcess dry = InProcess.in(folder, "-R=1000", "-o=x.png", "-d=cpu", "--dry-run", "--json");
        JsonNode estimate = new ObjectMapper().readTree(dry.succeed().out());
        assertEquals(1000, estimate.get("width").asInt());
        assertEquals(625, estimate.get("height").asInt());
        assertEquals(625_000, estimate.get("pixels").asInt());
        assertEquals("cpu", estimate.get("device").asText());
        assertEquals("PNG", estimate.get("format").asText());
        assertEquals("x.png", estimate.get("file").asText());
        for (String name : List.of("bands", "memoryBytes", "fileBytes", "freeBytes", "seconds")) {
            assertTrue(estimate.get(name).asDouble() > 0, estimate.toPrettyString());
        }
        assertEquals(List.of(), Program.namesIn(folder));
        InProcess toNowhere = InProcess.in(folder, "-R=100", "-o=-", "--dry-run", "--json");
        assertTrue(new ObjectMapper().readTree(toNowhere.succeed().out()).get("freeBytes").isNull());
    }

    @Test
    void aPictureThatTheDiskCannotHoldIsRefusedAtOnceWithTheFigures() {
        for (String[] more : new String[][] {{}, {"--dry-run"}}) {
            Program.Result result = InProcess.in(folder, "-R=2000000000", "-o=x.png").with(more).run();
            assertEquals(2, result.status());
            assertTrue(result.err().matches("juliaset: the picture's 2500000000000000000 pixels take about"
                    + " 4\\.\\d+ [PE]B as"
                    + " x\\.png and [\\d.]+ [kMGT]B are free: lower the resolution, use another disk or make room\n"),
                            result.err());
        }
        assertEquals(List.of(), Program.namesIn(folder));
    }

    /** Memory that a whole picture takes is counted, and the encoding of one is in the time. */
    @ParameterizedTest
    @ValueSource(strings = {"x.bmp", "x.gif"})
    void aWholePictureInMemoryIsCounted(String output) {
        double small = memory(InProcess.in(folder, "-R=100", "-o", output, "--dry-run").succeed().out());
        // 90 million pixels
        double large = memory(InProcess.in(folder, "-R=12000", "-o", output, "--dry-run").succeed().out());
        assertTrue(large - small >= 85 && large - small < 200, small + " MiB, " + large + " MiB");
    }

    private static double memory(String text) {
        Matcher figure = Pattern.compile("memory +about ([\\d.]+) MiB").matcher(text);
        assertTrue(figure.find(), text);
        return Double.parseDouble(figure.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-o=no/x.png", "-o=foreign.png", "-o=x.bmp --resume", "-o=x.gif --keep-partial", "-o=- --resume", "-o=page.dzi",
        "-o=folder.png", "-o=left.png", "-o=left.png --resume -R=9", "-o=x.jpg", "-o=x.gif -R=70000", "-o=loop.png",
        "-o=notes.txt/x.png"
    })
    void aDryRunIsRefusedWithTheSameLineAsTheRender(String options) throws Exception {
        Files.writeString(folder.resolve("foreign.png.part"), "mine");
        Files.writeString(folder.resolve("page.html"), "mine");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.createDirectory(folder.resolve("folder.png"));
        Files.createSymbolicLink(folder.resolve("loop.png"), Path.of("loop.png"));
        interrupt();
        List<String> names = Program.namesIn(folder);
        Program.Result render = InProcess.in(folder, options.split(" ")).run();
        Program.Result dry = InProcess.in(folder, options.split(" ")).with("--dry-run").run();
        assertEquals(2, render.status(), render.err());
        assertEquals(render.onlyLine(), dry.onlyLine());
        assertEquals(2, dry.status());
        assertEquals("", dry.out());
        assertEquals(names, Program.namesIn(folder));
    }

    /** Leaves left.png.part and its journal. */
    private void interrupt() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(2000);
        RenderJob job = new RenderJob(new Scene(new JuliaSet(-0.835, -0.2321, 2, 80), grid), new Coloring(5),
                new Output(PictureFormat.PNG, false));
        AtomicInteger bands = new AtomicInteger();
        Progress progress = pixels -> {
            if (bands.incrementAndGet() == 5) {
                throw new IllegalStateException("no more");
            }
        };
        try (Renderer renderer = Renderer.open("cpu")) {
            assertThrows(
                    IllegalStateException.class,
                    () -> renderer.render(job, folder.resolve("left.png"), OnInterrupt.KEEP, progress));
        }
        assertTrue(Files.exists(folder.resolve("left.png.part.journal")));
    }

    @Test
    void anUnknownFreeSpaceIsNotPrintedAsANumber() {
        String out = InProcess.in(folder, "-o=/proc/x.png", "--dry-run").run().out();
        assertFalse(out.contains("9,223,372,036,854"), out);
    }

    @Test
    void aPngThatMostProgramsRefuseGetsAWarning() {
        String[] wide = {"-R=1000001", "-y=-0.000001", "-Y=0.000001", "-M=6", "-o=x.png"};
        for (String[] more : new String[][] {{"--dry-run"}, {}}) {
            Program.Result result = InProcess.in(folder, wide).with(more).run();
            assertEquals(0, result.status(), result.err());
            assertTrue(result.onlyLine().contains("most programs refuse a PNG of more than 1,000,000 a side"),
                    result.err());
        }
        InProcess.in(folder, "-R=1000000", "-y=-0.000001", "-Y=0.000001", "-M=6", "-o=x.png").succeed();
    }
}
