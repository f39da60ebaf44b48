package org.juliaset.devices.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.juliaset.compute.DeviceMemoryException;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.concurrent.Pools;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Measures the speed of a device, including the transfer of counts, by rendering the article's detail picture in
 * growing sizes until it takes at least 0.03 s.
 */
public final class SpeedTrial {
    private static final ComplexRegion REGION = new ComplexRegion(-0.1, 0.1, 0.1, -0.1);
    private static final int LIMIT = 100;

    /** Mean number of steps of its orbits. */
    private static final double STEPS = 32;

    /** Pixels on a side: small enough for an emulator of a GPU. */
    private static final int FIRST_RESOLUTION = 62;

    private static final int LAST_RESOLUTION = 7936;
    private static final double ENOUGH_SECONDS = 0.03;

    /** Bands for each concurrent caller, enough to keep all of them busy. */
    private static final int BANDS_PER_CALLER = 5;

    private static final long TRIAL_NANOS = 700_000_000;
    private static final double NANOS = 1e9;

    private SpeedTrial() {}

    /** The largest picture that is tried. */
    public static Scene scene(Precision precision) {
        return scene(precision, LAST_RESOLUTION);
    }

    private static Scene scene(Precision precision, int resolution) {
        return new Scene(new JuliaSet(-0.835, -0.2321, 2, LIMIT, precision), REGION.grid(resolution));
    }

    /**
     * Returns the iterations per second. Takes about a second.
     *
     * @throws EngineException if the device fails
     */
    public static double iterationsPerSecond(Engine engine, Precision precision) {
        engine.warmUp(scene(precision));
        ExecutorService callers = Pools.open("juliaset-speed-", engine.concurrency());
        try {
            int resolution = FIRST_RESOLUTION;
            int largest = LAST_RESOLUTION;
            double best = Double.POSITIVE_INFINITY;
            for (long end = System.nanoTime() + TRIAL_NANOS; System.nanoTime() < end; ) {
                boolean larger = best < ENOUGH_SECONDS && resolution < largest;
                int next = larger ? 2 * resolution : resolution;
                double seconds = seconds(callers, bands(engine, scene(precision, next)), larger);
                if (Double.isNaN(seconds)) {
                    largest = resolution;
                } else {
                    best = larger ? seconds : Math.min(best, seconds);
                    resolution = next;
                }
            }
            return STEPS * resolution * resolution / best;
        } catch (ExecutionException e) {
            throw new EngineException("its speed could not be measured: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted", e);
        } finally {
            Pools.close(callers);
        }
    }

    private static List<Callable<Engine.Elapsed>> bands(Engine engine, Scene scene) {
        int height = (int) scene.grid().height();
        int rows = Math.max(1, height / (engine.concurrency() * BANDS_PER_CALLER));
        List<Callable<Engine.Elapsed>> bands = new ArrayList<>();
        for (int row = 0; row < height; row += rows) {
            Tile band = new Tile(row, Math.min(rows, height - row));
            bands.add(() -> engine.compute(scene, band, Counts.allocate(scene.grid().width(), band.rows(), LIMIT)));
        }
        return bands;
    }

    /** Returns the time of all bands; NaN if they may be too large and the device lacks memory. */
    private static double seconds(ExecutorService callers, List<Callable<Engine.Elapsed>> bands, boolean mayBeTooLarge)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        for (Future<Engine.Elapsed> computed : callers.invokeAll(bands)) {
            try {
                computed.get();
            } catch (ExecutionException e) {
                if (mayBeTooLarge && e.getCause() instanceof DeviceMemoryException) {
                    return Double.NaN;
                }
                throw e;
            }
        }
        return (System.nanoTime() - start) / NANOS;
    }
}
