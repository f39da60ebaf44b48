package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.juliaset.color.Coloring;
import org.juliaset.color.Palette;
import org.juliaset.color.PaletteMap;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.embed.BackgroundCall;
import org.juliaset.embed.Session;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.pipeline.Progress;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that a render leaves if it ends early, for each cause. */
@Tag("one-jdk")
class OnInterruptTest {
    private static final JuliaSet ARTICLE = new JuliaSet(-0.835, -0.2321, 2, 80);

    /** 64 bands. */
    private static final Grid GRID = new ComplexRegion(-1.6, 1.6, 1, -1).grid(2600);

    /** A band after the first checkpoint, which is made after a tenth of a second. */
    private static final int BAND = 6;

    private static final int PAUSE_MILLIS = 50;

    @TempDir
    Path folder;

    /** A cause for a render to end early. */
    private enum WayOut {
        INTERRUPTION(InterruptedException.class),
        CALLBACK(IllegalStateException.class),
        MEMORY(OutOfMemoryError.class),
        DEVICE(EngineException.class);

        private final Class<? extends Throwable> exception;

        WayOut(Class<? extends Throwable> exception) {
            this.exception = exception;
        }

        boolean isInterruption() {
            return this == INTERRUPTION;
        }
    }

    private static RenderJob job(PictureFormat format) {
        return new RenderJob(new Scene(ARTICLE, GRID), new Coloring(5), new Output(format, true));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Renders up to a band and ends early. */
    private void leave(PictureFormat format, OnInterrupt interruption, WayOut way) {
        Thread caller = Thread.currentThread();
        AtomicInteger bands = new AtomicInteger();
        Progress progress = pixels -> {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (bands.incrementAndGet() == BAND) {
                switch (way) {
                    case INTERRUPTION -> caller.interrupt();
                    case CALLBACK -> throw new IllegalStateException("no more");
                    case MEMORY -> throw new OutOfMemoryError("planted");
                    case DEVICE -> { }
                }
            }
        };
        Engine cpu = DeviceCatalogue.ofThisMachine(2).choose("cpu").engine();
        Engine engine = way == WayOut.DEVICE ? new FailingEngine(cpu, 3 * BAND) : cpu;
        try (Renderer renderer = new Renderer(engine, 2)) {
            Path file = folder.resolve("plot." + format.suffix());
            assertThrows(way.exception, () -> renderer.render(job(format), file, interruption, progress));
        }
        assertFalse(Thread.interrupted());
    }

    static Stream<Arguments> waysOut() {
        return Stream.of(PictureFormat.PNG, PictureFormat.NPY, PictureFormat.DZI, PictureFormat.TIFF,
                PictureFormat.PPM).flatMap(format ->
                Stream.of(WayOut.values()).map(way -> Arguments.of(format, way)));
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void nothingIsLeftIfNothingIsToBeKept(PictureFormat format, WayOut way) throws Exception {
        leave(format, OnInterrupt.REMOVE, way);
        assertEquals(List.of(), names());
        try (Renderer renderer = Renderer.open("cpu")) {
            renderer.render(job(format), folder.resolve("plot." + format.suffix()), Progress.NONE);
        }
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void partialFilesAreKeptAndResumed(PictureFormat format, WayOut way) throws Exception {
        leave(format, OnInterrupt.KEEP, way);
        String name = "plot." + format.suffix();
        assertEquals(List.of(name + ".part", name + ".part.journal"), names());
        try (Renderer renderer = Renderer.open("cpu")) {
            RenderReport report = renderer.render(
                    job(format), folder.resolve(name), OnInterrupt.RESUME, Progress.NONE);
            assertTrue(report.pixels() < GRID.pixels(), report.toString());
        }
        assertFalse(names().contains(name + ".part"));
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void aPartialFileMayBeKeptAfterAFailureButNotAfterAnInterruption(WayOut way) throws Exception {
        leave(PictureFormat.PNG, OnInterrupt.KEEP_AFTER_FAILURE, way);
        assertEquals(way.isInterruption() ? List.of() : List.of("plot.png.part", "plot.png.part.journal"), names());
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "NPY", "DZI", "TIFF", "GIF"})
    void aThreadThatIsInterruptedBeforeMakesNothing(PictureFormat format) throws Exception {
        try (Renderer renderer = Renderer.open("cpu")) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class,
                    () -> renderer.render(job(format), folder.resolve("plot." + format.suffix()), Progress.NONE));
        } finally {
            Thread.interrupted();
        }
        assertEquals(List.of(), names());
    }

    @Test
    void theEncodingOfAWholePictureIsProgressAndCanBeInterrupted() throws Exception {
        Thread caller = Thread.currentThread();
        Progress progress = pixels -> {
            if (pixels > GRID.pixels() * 3 / 4) {
                caller.interrupt();
            }
        };
        try (Renderer renderer = Renderer.open("cpu")) {
            Path file = folder.resolve("plot.gif");
            assertThrows(InterruptedException.class, () -> renderer.render(job(PictureFormat.GIF), file, progress));
        }
        assertEquals(List.of(), names());
    }

    /** The caller of a session, such as an interpreter, waits while the work is on another thread. */
    @Test
    void aCallThatIsStoppedLeavesNothing() throws Exception {
        JuliaSet slow = new JuliaSet(-0.835, -0.2321, 2, 20_000);
        RenderJob job = new RenderJob(
                new Scene(slow, new ComplexRegion(-0.1, 0.1, 0.1, -0.1).grid(20_000)), new Coloring(5),
                new Output(PictureFormat.PNG, true));
        Path partial = folder.resolve("plot.png.part");
        BackgroundCall<RenderReport> call =
                new Session(2).render("cpu", job, folder.resolve("plot.png"), OnInterrupt.REMOVE);
        call.start();
        for (int tries = 0; tries < 600 && !(Files.exists(partial) && Files.size(partial) > 500_000); tries++) {
            assertFalse(call.endsWithin(50), "ended");
        }
        call.stop();
        assertThrows(InterruptedException.class, call::result);
        assertEquals(List.of(), names());
    }

    /** With each filter of rows, whose history is made again of the last band that is kept. */
    @ParameterizedTest
    @CsvSource({"PNG, 8, 1", "PNG, 8, 2", "PNG, 16, 1", "DZI, 8, 2", "PPM, 16, 1"})
    void coloursThatAreResumedAreTheSameBytes(PictureFormat format, int bits, int perSide) throws Exception {
        PaletteMap map = PaletteMap.of(Palette.ofStops("#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200"));
        RenderJob job = new RenderJob(
                new Scene(new JuliaSet(-0.835, -0.2321, 1024, 200), GRID, new Sampling(perSide, true)),
                new Coloring(0, Optional.of(map)),
                new Output(format, false, bits, 0));
        Path file = folder.resolve("plot." + format.suffix());
        Path whole = folder.resolve("whole." + format.suffix());
        AtomicInteger bands = new AtomicInteger();
        try (Renderer renderer = Renderer.open("cpu")) {
            renderer.render(job, whole, OnInterrupt.REMOVE, Progress.NONE);
            Thread caller = Thread.currentThread();
            assertThrows(InterruptedException.class, () -> renderer.render(job, file, OnInterrupt.KEEP, pixels -> {
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (bands.incrementAndGet() == BAND) {
                    caller.interrupt();
                }
            }));
            AtomicLong resumed = new AtomicLong();
            renderer.render(job, file, OnInterrupt.RESUME, new Progress() {
                @Override
                public void finished(long pixels) {}

                @Override
                public void resumed(long kept, long all) {
                    resumed.set(kept);
                }
            });
            assertTrue(resumed.get() > 0, "nothing was kept");
        }
        if (format == PictureFormat.DZI) {
            assertEquals(tiles(folder.resolve("whole_files")), tiles(folder.resolve("plot_files")));
        } else {
            assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(file));
        }
    }

    /** Hashes of the files below a folder, by their names there. */
    private static Map<String, Integer> tiles(Path tiles) throws IOException {
        Map<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tiles)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(tiles.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }
}
