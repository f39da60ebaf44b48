package org.juliaset.compute;

import java.util.concurrent.Callable;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * An engine whose calls end with an {@link EngineException} if its device makes no progress for a minute. The device
 * may write to the counts of an abandoned call later. Safe for use by several threads if the engine is.
 */
public final class WatchedEngine implements Engine {
    private final Engine engine;

    private WatchedEngine(Engine engine) {
        this.engine = engine;
    }

    /** Wraps an engine, unless it is the built-in one, which calls no driver. */
    public static Engine of(Engine engine) {
        return engine.device().type() == Device.Type.BUILT_IN ? engine : new WatchedEngine(engine);
    }

    private <T> T watched(Callable<T> call) {
        return HangWatch.call(call, engine::headway);
    }

    @Override
    public Device device() {
        return engine.device();
    }

    @Override
    public int concurrency() {
        return engine.concurrency();
    }

    @Override
    public boolean usesCallerThread() {
        return false;
    }

    @Override
    public int computing() {
        return engine.computing();
    }

    @Override
    public int lanes() {
        return watched(engine::lanes);
    }

    @Override
    public String kernel(Scene scene) {
        return engine.kernel(scene);
    }

    @Override
    public Elapsed compute(Scene scene, Tile band, Counts counts) {
        return watched(() -> engine.compute(scene, band, counts));
    }

    @Override
    public void warmUp(Scene scene) {
        watched(() -> {
            engine.warmUp(scene);
            return null;
        });
    }

    @Override
    public void expect(long samples) {
        engine.expect(samples);
    }

    @Override
    public double peak(Precision precision) {
        return watched(() -> engine.peak(precision));
    }

    @Override
    public long headway() {
        return engine.headway();
    }

    @Override
    public void close() {
        engine.close();
    }
}
