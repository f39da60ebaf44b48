package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.juliaset.Decoded;
import org.juliaset.Golden;
import org.juliaset.color.Coloring;
import org.juliaset.color.ToneMap;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    private static final JuliaSet ARTICLE = new JuliaSet(-0.835, -0.2321, 2, 80);
    private static final Grid OVERVIEW = new ComplexRegion(-1.6, 1.6, 1, -1).grid(1000);

    private static Renderer renderer(String device, int threads) {
        return new Renderer(DeviceCatalogue.ofThisMachine(threads).choose(device).engine(), threads);
    }

    private static byte[] render(String device, int threads, RenderJob job) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Renderer renderer = renderer(device, threads)) {
            RenderReport report = renderer.render(job, out, Progress.NONE);
            assertEquals(out.size(), report.bytes());
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("org.juliaset.Golden#counts")
    void countsAreThoseOfTheGoldenCases(Golden.CountsCase golden) throws Exception {
        try (Renderer renderer = renderer("cpu", 3)) {
            assertEquals(golden.sha256(), Golden.sha256(renderer.counts(golden.scene())));
        }
    }

    @Test
    void normalisedValuesAreTheArticles() throws Exception {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(200);
        try (Renderer renderer = renderer("cpu", 2)) {
            Counts counts = renderer.counts(new Scene(ARTICLE, grid));
            double[] values = renderer.normalised(new Scene(ARTICLE, grid), 5);
            assertEquals(200 * 125, values.length);
            for (int row = 0; row < 125; row++) {
                for (int column = 0; column < 200; column++) {
                    double count = Math.max(counts.get(column, row), 5);
                    assertEquals((count - 5) / (80 - 5), values[row * 200 + column]);
                }
            }
            assertThrows(InvalidParameterException.class, () -> renderer.normalised(new Scene(ARTICLE, grid), 80));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPngIsTheSameFileForAnyNumberOfThreadsAndOnEveryDevice(boolean fast) throws Exception {
        RenderJob job = new RenderJob(new Scene(ARTICLE, OVERVIEW), new Coloring(5),
                new Output(PictureFormat.PNG, fast));
        byte[] one = render("cpu", 1, job);
        assertArrayEquals(one, render("cpu", 2, job));
        assertArrayEquals(one, render("cpu", 7, job));
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(1);
        for (Device device : catalogue.devices()) {
            if (catalogue.examine(device).problem().isEmpty()) {
                assertArrayEquals(one, render(device.id(), 2, job), device.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 300000", "300000, 1", "70000, 3", "257, 255", "3, 100001", "2100001, 2"})
    void aPngOfAnyShapeIsReadAsItsCounts(int width, int height) throws Exception {
        ComplexRegion region = new ComplexRegion(-0.1, 0.1, 0.1 * height / width, -0.1 * height / width);
        RenderJob job = new RenderJob(new Scene(ARTICLE, region.grid(width)), new Coloring(5),
                new Output(PictureFormat.PNG, false));
        assertEquals(height, job.grid().height());
        byte[] file = render("cpu", 3, job);
        byte[] expected = shaded(job);
        assertArrayEquals(expected, Decoded.samplesByJdk(file));
        assertArrayEquals(expected, Decoded.samplesByCommonsImaging(file));
    }

    private static byte[] shaded(RenderJob job) throws Exception {
        try (Renderer renderer = renderer("cpu", 2)) {
            ToneMap normalisation = new ToneMap(job.coloring().itermin(), job.set().iterationLimit());
            double[] values = normalisation.values(renderer.counts(job.scene()));
            byte[] samples = new byte[values.length];
            for (int k = 0; k < samples.length; k++) {
                samples[k] = (byte) (int) (values[k] * 255.0);
            }
            return samples;
        }
    }

    @ParameterizedTest
    @CsvSource({"TIFF, tif", "BMP, bmp", "GIF, gif", "PGM, pgm", "PPM, ppm", "PCX, pcx"})
    void everyOtherFormatHasTheSamePixels(PictureFormat format, String suffix) throws Exception {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(401);
        RenderJob job = new RenderJob(new Scene(ARTICLE, grid), new Coloring(5), new Output(format, false));
        assertArrayEquals(shaded(job), Decoded.grays(suffix, render("cpu", 2, job)));
    }

    @ParameterizedTest
    @CsvSource({"255, |u1, 1", "256, <u2, 2", "65535, <u2, 2", "65536, <u4, 4"})
    void anNpyHoldsTheCountsInTheNarrowestType(int limit, String type, int bytes) throws Exception {
        JuliaSet set = new JuliaSet(0.2501, 0, 2, limit);
        Grid grid = new ComplexRegion(-0.3, 0.3, 0.1, -0.1).grid(31);
        byte[] file = render("cpu", 2,
                new RenderJob(new Scene(set, grid), new Coloring(0), new Output(PictureFormat.NPY, false)));
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        buffer.get(magic);
        assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, magic);
        byte[] header = new byte[buffer.getShort()];
        buffer.get(header);
        assertEquals(0, buffer.position() % 64);
        assertEquals(
                "{'descr': '" + type + "', 'fortran_order': False, 'shape': (10, 31), }",
                new String(header, StandardCharsets.US_ASCII).strip());
        assertEquals(31 * 10 * bytes, buffer.remaining());
        try (Renderer renderer = renderer("cpu", 2)) {
            assertEquals(renderer.counts(new Scene(set, grid)).buffer(), buffer);
        }
    }

    @Test
    void aPyramidOfTilesDoesNotGoToAStream() {
        RenderJob job = new RenderJob(new Scene(ARTICLE, OVERVIEW), new Coloring(5),
                new Output(PictureFormat.DZI, false));
        try (Renderer renderer = renderer("cpu", 2)) {
            String message = assertThrows(InvalidParameterException.class,
                    () -> renderer.render(job, OutputStream.nullOutputStream(), Progress.NONE)).getMessage();
            assertEquals("a DZI is several files: give it a name, not a stream", message);
        }
    }

    @Test
    void shadingWithoutATableIsTheSameFormula() throws Exception {
        Grid grid = new ComplexRegion(-0.3, 0.3, 0.1, -0.1).grid(31);
        RenderJob job = new RenderJob(new Scene(new JuliaSet(0.2501, 0, 2, 70000), grid), new Coloring(3),
                new Output(PictureFormat.PNG, false));
        assertArrayEquals(shaded(job), Decoded.samplesByJdk(render("cpu", 2, job)));
    }

    @Test
    void progressRisesToTheWholePicture() throws Exception {
        RenderJob job = new RenderJob(new Scene(ARTICLE, OVERVIEW), new Coloring(5),
                new Output(PictureFormat.PNG, true));
        List<Long> seen = new ArrayList<>();
        try (Renderer renderer = renderer("cpu", 2)) {
            renderer.render(job, OutputStream.nullOutputStream(), seen::add);
        }
        assertEquals(seen.stream().sorted().toList(), seen);
        assertTrue(seen.size() > 5, "only " + seen);
        assertEquals(625_000, seen.get(seen.size() - 1));
    }

    @Test
    void aStreamThatFailsEndsTheRenderWithItsOwnException() {
        RenderJob job = new RenderJob(new Scene(ARTICLE, OVERVIEW), new Coloring(5),
                new Output(PictureFormat.NPY, false));
        OutputStream full = new OutputStream() {
            private int room = 200_000;

            @Override
            public void write(int value) throws IOException {
                if (--room < 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
        try (Renderer renderer = renderer("cpu", 2)) {
            IOException failure =
                    assertThrows(IOException.class, () -> renderer.render(job, full, Progress.NONE));
            assertEquals("No space left on device", failure.getMessage());
        }
    }

    @Test
    void aDeviceThatFailsEndsTheRenderWithItsOwnException() {
        Grid large = new ComplexRegion(-1.6, 1.6, 1, -1).grid(4000);
        RenderJob job = new RenderJob(new Scene(ARTICLE, large), new Coloring(5), new Output(PictureFormat.PNG, false));
        assertFailsSoon(renderer -> renderer.render(job, OutputStream.nullOutputStream(), Progress.NONE));
        assertFailsSoon(renderer -> renderer.counts(new Scene(ARTICLE, large)));
    }

    @FunctionalInterface
    private interface Use {
        void of(Renderer renderer) throws Exception;
    }

    /** The failure is the engine's, and the bands after it are not computed. */
    private static void assertFailsSoon(Use use) {
        FailingEngine engine = new FailingEngine(DeviceCatalogue.ofThisMachine(2).choose("cpu").engine(), 4);
        try (Renderer renderer = new Renderer(engine, 2)) {
            EngineException failure = assertThrows(EngineException.class, () -> use.of(renderer));
            assertEquals("planted failure", failure.getMessage());
        }
        assertTrue(engine.calls() <= 16, engine.calls() + " of 64 bands were tried");
    }

    @Test
    void aTileIsThePicturesPixelsAndSharedByAllThreads() throws Exception {
        Scene scene = new Scene(ARTICLE, OVERVIEW);
        try (Renderer renderer = renderer("cpu", 2)) {
            Counts picture = renderer.counts(scene);
            Counts tile = renderer.counts(scene, new Tile(117, 256, 333, 256));
            assertEquals(256, tile.rows());
            for (int row = 0; row < 256; row++) {
                for (int column = 0; column < 256; column++) {
                    assertEquals(picture.get(333 + column, 117 + row), tile.get(column, row));
                }
            }
        }
    }

    @Test
    void callsFromManyThreadsGiveWhatOneCallGives() throws Exception {
        try (Renderer renderer = renderer("cpu", 2); CallerThreads callers = new CallerThreads()) {
            byte[] whole = renderer.counts(new Scene(ARTICLE, OVERVIEW)).buffer().array();
            List<Callable<byte[]>> calls = new ArrayList<>();
            for (int row = 0; row < 620; row += 20) {
                Tile part = new Tile(row, 20);
                calls.add(() -> {
                    ByteBuffer target = ByteBuffer.allocateDirect(20 * 1000);
                    renderer.counts(new Scene(ARTICLE, OVERVIEW), part, target);
                    byte[] bytes = new byte[20 * 1000];
                    target.get(0, bytes);
                    return bytes;
                });
            }
            int start = 0;
            for (Future<byte[]> call : callers.pool().invokeAll(calls)) {
                assertArrayEquals(Arrays.copyOfRange(whole, start, start += 20 * 1000), call.get());
            }
        }
    }

    private static final Grid TWO_BANDS = new ComplexRegion(-1.6, 1.6, 1, -1).grid(400);

    /** Never computed: see {@link WaitingEngine}. */
    private static final JuliaSet LONG = new JuliaSet(-0.12, 0.74, 2, 100_000_000);

    @Test
    void anInterruptEndsItsOwnCallAndNoOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        Engine blocking = new WaitingEngine(CpuProvider.scalar(2), LONG, begun);
        try (Renderer renderer = new Renderer(blocking, 3); CallerThreads callers = new CallerThreads()) {
            Future<?> endless = callers.pool().submit(() -> renderer.counts(new Scene(LONG, TWO_BANDS)));
            begun.await();
            byte[] expected = renderer("cpu", 1).counts(new Scene(ARTICLE, OVERVIEW)).buffer().array();
            // one of three threads is left
            assertArrayEquals(expected, renderer.counts(new Scene(ARTICLE, OVERVIEW)).buffer().array());
            endless.cancel(true);
            assertArrayEquals(expected, renderer.counts(new Scene(ARTICLE, OVERVIEW)).buffer().array());
            callers.pool().shutdown();
            assertTrue(callers.pool().awaitTermination(30, TimeUnit.SECONDS), "the interrupted call has not ended");
        }
    }

    @FunctionalInterface
    private interface Call {
        Object of(Renderer renderer, Scene scene) throws Exception;
    }

    private static Stream<Call> calls() {
        return Stream.of(
                Renderer::counts,
                (renderer, scene) -> renderer.counts(scene, new Tile(200, 500, 300, 400)),
                (renderer, scene) -> renderer.render(
                        new RenderJob(scene, new Coloring(5), new Output(PictureFormat.PNG, true)),
                        OutputStream.nullOutputStream(), Progress.NONE));
    }

    /** Orbits near a parabolic fixed point: none repeats itself before the limit, and a band takes minutes. */
    @ParameterizedTest
    @MethodSource("calls")
    void anInterruptEndsACallWithinABand(Call call) throws Exception {
        Grid grid = new ComplexRegion(-0.2, 0.2, 0.2, -0.2).grid(1000);
        Scene heavy = new Scene(new JuliaSet(0.25, 0, 2, 5_000_000), grid);
        Scene light = new Scene(ARTICLE, OVERVIEW);
        try (Renderer renderer = renderer("cpu", 2); CallerThreads callers = new CallerThreads()) {
            byte[] expected = renderer.counts(light).buffer().array();
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Future<?> heavyCall = callers.pool().submit(() -> {
                end.complete(assertThrows(Throwable.class, () -> call.of(renderer, heavy)));
            });
            Thread.sleep(300);
            Future<Counts> lightCall = callers.pool().submit(() -> renderer.counts(light));
            Thread.sleep(100);
            heavyCall.cancel(true);
            // half a second where the machine has nothing else to do
            assertInstanceOf(InterruptedException.class, end.get(10, TimeUnit.SECONDS));
            assertArrayEquals(expected, lightCall.get(10, TimeUnit.SECONDS).buffer().array());
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void closingWaitsForCallsAndRefusesLaterOnes(Call call) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Renderer renderer = new Renderer(new WaitingEngine(CpuProvider.scalar(1), LONG, begun), 1);
        try (CallerThreads callers = new CallerThreads()) {
            Future<?> endless = callers.pool().submit(() -> call.of(renderer, new Scene(LONG, OVERVIEW)));
            begun.await();
            Future<?> close = callers.pool().submit(renderer::close);
            assertThrows(TimeoutException.class, () -> close.get(200, TimeUnit.MILLISECONDS));
            endless.cancel(true);
            close.get(30, TimeUnit.SECONDS);
        }
        assertThrows(IllegalStateException.class, () -> call.of(renderer, new Scene(ARTICLE, OVERVIEW)));
    }

    private record CallerThreads(ExecutorService pool) implements AutoCloseable {
        CallerThreads() {
            this(Executors.newFixedThreadPool(8));
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }

    /** An engine that never returns from one set, until its thread is interrupted. */
    private record WaitingEngine(Engine others, JuliaSet never, CountDownLatch begun) implements Engine {
        @Override
        public Device device() {
            return others.device();
        }

        @Override
        public int concurrency() {
            return 2;
        }

        @Override
        public boolean usesCallerThread() {
            return true;
        }

        @Override
        public Elapsed compute(Scene scene, Tile band, Counts counts) {
            if (!scene.set().equals(never)) {
                return others.compute(scene, band, counts);
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                throw new IllegalStateException();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("interrupted", e);
            }
        }

        @Override
        public double peak(Precision precision) {
            return others.peak(precision);
        }

        @Override
        public void close() {
            others.close();
        }
    }
}
