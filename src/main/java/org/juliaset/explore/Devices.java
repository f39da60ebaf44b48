package org.juliaset.explore;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.TileSource;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.model.Counts;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.render.Renderer;

/**
 * The device that computes, once it has started. Tiles and pictures have a renderer each, with threads of its own: the
 * system shares the cores among threads, so a tile never waits for the bands of a large picture. Safe for use by
 * several threads.
 */
final class Devices implements AutoCloseable {
    private static final long START_MILLIS = 5000;

    private final int threads;
    private final CompletableFuture<Started> started = new CompletableFuture<>();

    /** What there is once a device has started. */
    record Started(DeviceCatalogue.Choice choice, Renderer tiles, Renderer pictures) {}

    /** @param threads that compute and encode, of each renderer */
    Devices(int threads) {
        this.threads = threads;
    }

    /**
     * Begins to use an engine, which is closed with this, and prepares it for scenes that will probably be shown.
     *
     * @param likely of one sample a pixel, the likeliest first
     */
    void use(DeviceCatalogue.Choice choice, List<Scene> likely) {
        Renderer tiles = new Renderer(new Shared(choice.engine()), threads);
        Renderer pictures = new Renderer(new Shared(choice.engine()), threads);
        started.complete(new Started(choice, tiles, pictures));
        Thread thread = new Thread(() -> warmUp(choice.engine(), likely), "juliaset-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void warmUp(Engine engine, List<Scene> likely) {
        try {
            likely.forEach(engine::warmUp);
        } catch (EngineException e) {
            // the first tile says so
        }
    }

    int threads() {
        return threads;
    }

    /** Returns the device, and waits until it has started. */
    Started await() throws InterruptedException {
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the device if it starts within a time; else null. */
    Started within(long millis) throws InterruptedException {
        try {
            return started.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits some seconds for the device.
     *
     * @throws Refusal if it is still starting
     */
    void requireStarted() throws InterruptedException {
        if (within(START_MILLIS) == null) {
            throw Refusal.tooMany("the device is still starting: ask again in a second");
        }
    }

    @Override
    public void close() {
        Started there = started.getNow(null);
        if (there != null) {
            there.tiles.close();
            there.pictures.close();
            there.choice.engine().close();
        }
    }

    /** An engine of several renderers, which is closed after them. */
    private record Shared(Engine engine) implements TileSource {
        @Override
        public int concurrency() {
            return engine.concurrency();
        }

        @Override
        public boolean usesCallerThread() {
            return engine.usesCallerThread();
        }

        @Override
        public Engine.Elapsed fill(Scene scene, Tile tile, Counts counts) {
            return engine.fill(scene, tile, counts);
        }

        @Override
        public String kernel(Scene scene) {
            return engine.kernel(scene);
        }

        @Override
        public void warmUp(Scene scene) {
            engine.warmUp(scene);
        }

        @Override
        public void expect(long samples) {
            engine.expect(samples);
        }

        @Override
        public void close() {}
    }
}
