package org.juliaset.devices;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.HangWatch;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.speed.DeviceSpeed;
import org.juliaset.devices.speed.SpeedStore;
import org.juliaset.devices.speed.SpeedTrial;
import org.juliaset.model.Precision;

/**
 * Starts devices. All but the built-in engine, which computes with Java's arithmetic, must pass the reference check.
 * The time of a start and the speed of a device are stored.
 */
final class DeviceStarter {
    private static final double NANOS = 1e9;

    private final Function<Device, EngineProvider> providers;
    private final SpeedStore speeds;

    /** @param providers finds the provider of a device */
    DeviceStarter(Function<Device, EngineProvider> providers, SpeedStore speeds) {
        this.providers = providers;
        this.speeds = speeds;
    }

    /** Starts and checks a device and measures its speed; see {@link DeviceCatalogue#examine}. */
    DeviceCatalogue.Examination examine(Device device) {
        Precision precision = device.float64() ? Precision.FLOAT64 : Precision.FLOAT32;
        try {
            Started started = start(device, precision, Double.POSITIVE_INFINITY);
            try (Engine engine = started.engine) {
                speeds.start(device, started.seconds);
                speeds.rate(device, precision, rate(engine, precision));
                DeviceSpeed speed = speeds.of(device);
                return new DeviceCatalogue.Examination(
                        Optional.empty(), engine.lanes(), engine.kernel(SpeedTrial.scene(precision)),
                        speed.startSeconds(), speed.rate(precision));
            }
        } catch (EngineException e) {
            return new DeviceCatalogue.Examination(Optional.of(e.getMessage()), 0, "", Double.NaN, Double.NaN);
        }
    }

    /**
     * Starts a device. The first start of a GPU includes compilation, so its time is not stored; instead the speed is
     * measured, if it can be stored. Other types are not measured, since {@link AutoSelector} never considers them.
     *
     * @param limitSeconds the longest time for a first start
     * @throws EngineException if it cannot be used
     */
    Engine open(Device device, Precision precision, double limitSeconds) {
        try {
            if (precision == Precision.FLOAT64 && !device.float64()) {
                throw new EngineException(
                        spelling -> "it has no float64 arithmetic: use " + spelling.advice("", "float32", " or ")
                                + "another device",
                        null);
            }
            Started started = start(device, precision, limitSeconds);
            if (device.type() == Device.Type.GPU && !speeds.hasStarted(device)) {
                remember(started.engine, precision, started.seconds);
            }
            speeds.started(device);
            return started.engine;
        } catch (EngineException e) {
            throw new EngineException(spelling -> device + " cannot be used: " + e.message(spelling), e);
        }
    }

    private void remember(Engine engine, Precision precision, double startSeconds) {
        if (speeds.isMeasured(engine.device(), precision)) {
            speeds.start(engine.device(), startSeconds);
        } else if (speeds.canBeRemembered(engine.device())) {
            closeOnFailure(engine, () -> speeds.rate(engine.device(), precision, rate(engine, precision)));
        }
    }

    private static double rate(Engine engine, Precision precision) {
        return HangWatch.call(() -> SpeedTrial.iterationsPerSecond(engine, precision), engine::headway);
    }

    /** Starts and checks a device. The time of the start excludes the guard's trial. */
    private Started start(Device device, Precision precision, double limitSeconds) {
        device.problem().ifPresent(problem -> {
            throw new EngineException(problem);
        });
        EngineProvider provider = providers.apply(device);
        if (device.type() == Device.Type.BUILT_IN) {
            return new Started(provider.open(device), 0);
        }
        EngineProvider.Guard guard = provider.guard(device, precision, limitSeconds);
        long began = System.nanoTime();
        AtomicReference<Engine> opened = new AtomicReference<>();
        Callable<Engine> start = () -> {
            Engine engine = provider.open(device);
            opened.set(engine);
            closeOnFailure(engine, () -> CpuProvider.REFERENCE_CHECK.require(engine::compute, precision));
            return engine;
        };
        Engine engine = watched(guard, start, () -> opened.get() == null ? 0 : 1 + opened.get().headway());
        return new Started(engine, (System.nanoTime() - began) / NANOS);
    }

    private record Started(Engine engine, double seconds) {}

    private static Engine watched(EngineProvider.Guard guard, Callable<Engine> start, LongSupplier headway) {
        try {
            Engine engine = HangWatch.call(start, headway);
            guard.release();
            return engine;
        } catch (HangWatch.HangException e) {
            guard.abandon();
            throw e;
        } catch (RuntimeException e) {
            guard.release();
            throw e;
        }
    }

    /** Runs a task, and closes the engine if the task fails. */
    private static void closeOnFailure(Engine engine, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }
}
