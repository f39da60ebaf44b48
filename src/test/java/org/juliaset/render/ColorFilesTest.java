package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.juliaset.Golden;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Tile;
import org.juliaset.parameters.Values;
import org.juliaset.pipeline.PixelSource;
import org.juliaset.pipeline.Progress;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures in colour have the same bytes however they are made, and the pixels that another program computes. */
class ColorFilesTest {
    /** Small enough for many renders, large enough for 40 bands. */
    private static final int WIDTH = 2060;

    private static final String STOPS = "#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200";

    private static List<String> devices;

    @TempDir
    Path folder;

    @BeforeAll
    static void findDevices() {
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(2);
        devices = new ArrayList<>(List.of("cpu"));
        for (Device device : catalogue.devices()) {
            if (!device.id().equals("cpu") && catalogue.examine(device).problem().isEmpty()) {
                devices.add(device.id());
            }
        }
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String entry : text.split(";")) {
            parameters.put(entry.replaceFirst("=.*", ""), entry.replaceFirst("[^=]*=", ""));
        }
        return parameters;
    }

    private static RenderJob job(String text, PictureFormat format) {
        return JobText.job(Values.of(parameters(text)), format);
    }

    private static byte[] render(String device, int threads, RenderJob job) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Renderer renderer = renderer(device, threads)) {
            renderer.render(renderer.settled(job), out, Progress.NONE);
        }
        return out.toByteArray();
    }

    private static Renderer renderer(String device, int threads) {
        DeviceSelector selector = new DeviceSelector(DeviceCatalogue.ofThisMachine(threads));
        return new Renderer(selector.several(List.of(device), line -> {}).engine(), threads);
    }

    @ParameterizedTest
    @MethodSource("org.juliaset.Golden#colors")
    void pixelsAreThoseOfTheGoldenCases(Golden.ColorsCase golden) throws Exception {
        RenderJob job = job(golden.parameters(), PictureFormat.PNG);
        assertEquals(golden.width(), job.grid().width());
        assertEquals(golden.height(), job.grid().height());
        Tile whole = job.grid().whole();
        for (String device : devices) {
            try (Engine engine = DeviceCatalogue.ofThisMachine(2).choose(device).engine()) {
                PixelSource source = new PixelSource(job.scene(), engine, job.shader());
                byte[] pixels = new byte[source.pixelBytes(whole, 0)];
                PixelSource.Band band = source.compute(whole, 0, new byte[source.countBytes(whole)], pixels);
                assertEquals(pixels.length, source.pixels(band, 0, pixels).remaining());
                assertEquals(golden.sha256(), Golden.sha256(pixels), device);
            }
        }
    }

    private static Stream<String> jobs() {
        return Stream.of(
                        "palette=viridis",
                        "palette=" + STOPS + ";palette-scale=linear;palette-period=9;palette-offset=0.3",
                        "palette=twilight;palette-scale=sqrt;palette-period=30;palette-reverse=true",
                        "palette=magma;palette-scale=equalised;interior=#204060",
                        "palette=turbo;samples=3;resolution=1000",
                        "palette=" + STOPS + ";samples=2;depth=16;resolution=1000",
                        "palette=inferno;depth=16;palette-scale=sqrt",
                        "palette=plasma;precision=float;samples=2;resolution=1000",
                        "palette=cividis;flat=true;threshold=2;itermax=300",
                        "samples=3;depth=16;resolution=1000",
                        "palette=viridis;palette-scale=equalised;samples=5;resolution=1000;fast=true")
                .map(job -> job.contains("resolution") ? job : job + ";resolution=" + WIDTH);
    }

    @Tag("one-jdk")
    @ParameterizedTest
    @MethodSource("jobs")
    void bytesAreTheSameOnEveryDeviceAndWithAnyNumberOfThreads(String text) throws Exception {
        RenderJob job = job(text, PictureFormat.PNG);
        byte[] expected = render("cpu", 1, job);
        assertArrayEquals(expected, render("cpu", 7, job));
        for (String device : devices) {
            assertArrayEquals(expected, render(device, 2, job), device);
        }
        assertArrayEquals(expected, render(String.join(",", devices), 2, job), "all devices together");
    }

    @Tag("one-jdk")
    @ParameterizedTest
    @MethodSource("jobs")
    void bytesAreTheSameAfterThreeInterruptionsAndResumes(String text) throws Exception {
        RenderJob unsettled = job(text, PictureFormat.PNG);
        byte[] expected = render("cpu", 2, unsettled);
        Path file = folder.resolve("plot.png");
        try (Renderer renderer = renderer("cpu", 2)) {
            RenderJob job = renderer.settled(unsettled);
            for (int part = 1; part <= 3; part++) {
                leave(renderer, job, file, job.grid().pixels() * part / 4);
            }
            renderer.render(job, file, OnInterrupt.RESUME, Progress.NONE);
        }
        assertArrayEquals(expected, Files.readAllBytes(file));
    }

    /** Interrupts a render when some of its pixels are written and kept. */
    private static void leave(Renderer renderer, RenderJob job, Path file, long pixels) {
        Thread caller = Thread.currentThread();
        AtomicInteger kept = new AtomicInteger();
        Progress progress = written -> {
            if (written >= pixels && kept.getAndIncrement() == 0) {
                caller.interrupt();
            }
            pause();
        };
        assertThrows(InterruptedException.class, () -> renderer.render(job, file, OnInterrupt.RESUME, progress));
        assertFalse(Thread.interrupted());
        assertTrue(Files.exists(file.resolveSibling("plot.png.part")));
    }

    /** Leaves the caller the time to see its interrupt before the next band is written. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "palette=viridis;", "palette=viridis;samples=2;"})
    void bandsOfOneWideRowAreMadeInPieces(String text) throws Exception {
        String wide = text + "resolution=1100000;ybot=0;ytop=0.000003;itermax=20";
        assertArrayEquals(
                render("cpu", 1, job(wide, PictureFormat.PNG)), render("cpu", 3, job(wide, PictureFormat.PNG)));
    }

    @Test
    void anEqualisedScaleIsThatOfItsRegionAtAnyResolutionAndIsKept() throws Exception {
        try (Renderer renderer = renderer("cpu", 2)) {
            String text = "palette=viridis;palette-scale=equalised;resolution=";
            RenderJob small = renderer.settled(job(text + 100, PictureFormat.PNG));
            RenderJob large = renderer.settled(job(text + 5000 + ";samples=2", PictureFormat.PNG));
            assertEquals(small.coloring(), large.coloring());
            assertEquals(small, JobText.job(Values.of(JobText.values(small).texts()), PictureFormat.PNG));
            assertEquals(small, renderer.settled(small));
            assertFalse(small.coloring().map().orElseThrow().scale().quantiles().isEmpty());
        }
    }
}
