package org.juliaset.engine;

import java.util.Optional;
import java.util.function.Function;
import org.juliaset.core.Precision;

/**
 * Starts devices. All but the built-in engine, whose arithmetic is Java's own, must pass the self-test; and how
 * long they take and how fast they are is remembered.
 */
final class Admission {
    private static final double NANOS = 1e9;

    private final Function<Device, Engine> starter;
    private final Paces paces;
    private long lookingNanos;

    /** @param starter starts a device that is not tested */
    Admission(Function<Device, Engine> starter, Paces paces) {
        this.starter = starter;
        this.paces = paces;
    }

    /** What it took to find the devices is a part of each one's start. */
    void looked(long nanos) {
        lookingNanos = nanos;
    }

    /** Starts a device and tests it, and measures how fast it is; see {@link Catalogue#examine}. */
    Catalogue.Examination examine(Device device) {
        Precision precision = device.float64() ? Precision.FLOAT64 : Precision.FLOAT32;
        try {
            if (!paces.isMeasured(device, precision)) {
                admitted(device, precision).close(); // its driver compiles
            }
            long began = System.nanoTime();
            try (Engine engine = admitted(device, precision)) {
                paces.start(device, startSeconds(device, began));
                paces.rate(device, precision, PaceTrial.iterationsPerSecond(engine, precision));
                Pace pace = paces.of(device);
                return new Catalogue.Examination(
                        Optional.empty(), engine.lanes(), pace.startSeconds(), pace.rate(precision));
            }
        } catch (EngineException e) {
            return new Catalogue.Examination(Optional.of(e.getMessage()), 0, Double.NaN, Double.NaN);
        }
    }

    /**
     * Starts a device. When a GPU is used for the first time its driver compiles, and instead of how long that
     * takes it is measured how fast the GPU is, if that can be remembered. Others are not weighed.
     *
     * @throws EngineException if it cannot be used
     */
    Engine open(Device device, Precision precision) {
        try {
            if (precision == Precision.FLOAT64 && !device.float64()) {
                throw new EngineException("it has no float64 arithmetic: use --precision float or another device");
            }
            long began = System.nanoTime();
            Engine engine = admitted(device, precision);
            if (device.type() == Device.Type.GPU && !paces.hasStarted(device)) {
                remember(engine, precision, startSeconds(device, began));
            }
            paces.started(device);
            return engine;
        } catch (EngineException e) {
            throw new EngineException(device + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void remember(Engine engine, Precision precision, double startSeconds) {
        if (paces.isMeasured(engine.device(), precision)) {
            paces.start(engine.device(), startSeconds);
        } else if (paces.canBeRemembered(engine.device())) {
            orClose(engine, () -> paces.rate(
                    engine.device(), precision, PaceTrial.iterationsPerSecond(engine, precision)));
        }
    }

    private Engine admitted(Device device, Precision precision) {
        device.problem().ifPresent(problem -> {
            throw new EngineException(problem);
        });
        Engine engine = starter.apply(device);
        if (device.type() != Device.Type.BUILT_IN) {
            orClose(engine, () -> SelfTest.require(engine::compute, precision));
        }
        return engine;
    }

    /** Does something with an engine, which is closed where that fails. */
    private static void orClose(Engine engine, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private double startSeconds(Device device, long began) {
        return ((device.type() == Device.Type.BUILT_IN ? 0 : lookingNanos) + System.nanoTime() - began) / NANOS;
    }
}
