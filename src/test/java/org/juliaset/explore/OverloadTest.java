package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Counts;
import org.juliaset.model.Tile;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at a time, and requests for too much. */
@Tag("one-jdk")
class OverloadTest {
    /** The fixed point is neutral: orbits around it neither escape nor repeat. */
    private static final String ENDLESS =
            "c=-0.390540870218399-0.586787907346969i&center=-0.4,-0.3&zoom=1000&size=1024x1024&itermax=2147483646";

    @TempDir
    Path folder;

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static CompletableFuture<HttpResponse<byte[]>> later(RunningExplorer running, String path) {
        return CompletableFuture.supplyAsync(() -> running.get(path), command -> {
            Thread thread = new Thread(command);
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Test
    void aRequestForTooMuchEndsInAnErrorAndNotInABusyMachine() throws Exception {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            long start = System.nanoTime();
            String refusal = RunningExplorer.refusal(running.get("/api/tile?" + ENDLESS + "&tile=0,0,1024,1024"));
            double seconds = (System.nanoTime() - start) / 1e9;
            assertEquals("503 it has been computed for 10 s, which is the limit: lower itermax, the samples or the"
                    + " size", refusal);
            assertTrue(seconds > 9 && seconds < 12, seconds + " s");
            Thread.sleep(500);
            long before = cpuNanos();
            Thread.sleep(1000);
            double busy = (cpuNanos() - before) / 1e9;
            assertTrue(busy < 0.3, busy + " s of a second are computed on");
            assertEquals(200, running.get("/api/tile?size=64x64&tile=0,0,64,64").statusCode());
        }
    }

    @Test
    void aStaleRequestIsRefusedAtOnceAndTheMachineIsIdle() throws Exception {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            String asker = "&client=page&pane=julia&generation=";
            CompletableFuture<HttpResponse<byte[]>> old =
                    later(running, "/api/tile?" + ENDLESS + "&tile=0,0,1024,1024" + asker + 1);
            Thread.sleep(700);
            assertTrue(!old.isDone());
            long start = System.nanoTime();
            assertEquals(200, running.get("/api/tile?size=64x64&tile=0,0,64,64" + asker + 2).statusCode());
            assertEquals("409 a later request took the place of this one",
                    RunningExplorer.refusal(old.get(20, TimeUnit.SECONDS)));
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds < 3, seconds + " s");
            assertEquals(409, running.get("/api/tile?size=64x64&tile=0,0,64,64" + asker + 1).statusCode());
            Thread.sleep(500);
            long before = cpuNanos();
            Thread.sleep(1000);
            double busy = (cpuNanos() - before) / 1e9;
            assertTrue(busy < 0.3, busy + " s of a second are computed on");
        }
    }

    @Test
    void moreRequestsThanCanBeWorkedOnAreRefusedAndLaterAnsweredAgain() throws Exception {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int k = 0; k < 60; k++) {
                answers.add(later(running, "/api/tile?" + ENDLESS + "&tile=" + k + ",0,512,512"));
            }
            int refusedAtOnce = 0;
            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                HttpResponse<byte[]> response = answer.get(60, TimeUnit.SECONDS);
                assertEquals(503, response.statusCode(), RunningExplorer.text(response));
                if (response.headers().firstValue("Retry-After").isPresent()) {
                    refusedAtOnce++;
                    assertEquals("32 requests are being worked on: ask again in a second",
                            RunningExplorer.text(response).strip());
                }
            }
            assertEquals(60 - Tiles.MOST_REQUESTS, refusedAtOnce);
            assertEquals(200, running.get("/api/tile?size=64x64&tile=0,0,64,64").statusCode());
        }
    }

    @Test
    void twoHundredTilesByManyConnectionsAreAllRight() throws Exception {
        int tiles = 200;
        ExecutorService connections = Executors.newFixedThreadPool(16);
        try (RunningExplorer running = RunningExplorer.in(folder);
                Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            List<Future<Integer>> wrong = IntStream.range(0, tiles)
                    .mapToObj(seed -> connections.submit(() -> wrongCounts(running, renderer, 5000 + seed)))
                    .toList();
            int done = 0;
            for (Future<Integer> answer : wrong) {
                assertEquals(0, answer.get(120, TimeUnit.SECONDS));
                done++;
            }
            assertEquals(tiles, done);
            assertTrue(running.explorer.cachedTileBytes() <= RunningExplorer.TILE_BYTES);
        } finally {
            connections.shutdownNow();
        }
    }

    /** Asks as a page does, again where there were too many requests; returns how many counts are wrong. */
    private static int wrongCounts(RunningExplorer running, Renderer renderer, long seed) throws Exception {
        RandomView view = new RandomView(seed);
        int[] tile = view.tile();
        String path = "/api/tile?" + view.query() + RandomView.field(tile) + "&client=page" + seed % 16;
        HttpResponse<byte[]> response = running.get(path);
        while (response.statusCode() == 503) {
            assertEquals("1", response.headers().firstValue("Retry-After").orElse("none"));
            Thread.sleep(50);
            response = running.get(path);
        }
        ByteBuffer counts = ByteBuffer.wrap(RunningExplorer.ok(response)).order(ByteOrder.LITTLE_ENDIAN);
        RenderJob job = new Fields(Query.of(view.query(), 8192), Set.of()).job(PictureFormat.PNG);
        Counts expected = renderer.counts(job.scene(), new Tile(tile[1], tile[3], tile[0], tile[2]));
        int wrong = 0;
        for (int k = 0; k < expected.size(); k++) {
            wrong += expected.get(k) == counts.getInt() ? 0 : 1;
        }
        return wrong + counts.remaining();
    }

    @Test
    void keptTilesTakeNoMoreMemoryThanTheyMay() {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            for (int k = 0; k < 24; k++) {
                assertEquals(200, running.get(
                        "/api/tile?size=600x600&itermax=60&c=-0.8,0." + (100 + k) + "&tile=0,0,600,600").statusCode());
                assertTrue(running.explorer.cachedTileBytes() <= RunningExplorer.TILE_BYTES);
            }
            // 24 tiles of 1.4 MB are more than that
            assertTrue(running.explorer.cachedTileBytes() > RunningExplorer.TILE_BYTES / 2);
        }
    }
}
