package org.juliaset.devices.speed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.juliaset.compute.Device;
import org.juliaset.model.Precision;
import org.juliaset.storage.UserCache;

/**
 * The speeds of devices, measured in this process or an earlier one. For a device that was not measured yet the
 * defaults are optimistic, so that it is tried once. Safe for use by several threads.
 */
public final class SpeedStore {
    /** Iterations per second of one thread of the built-in engine with SIMD, a lower bound. */
    private static final double BUILT_IN_RATE = 1e9;

    /** Iterations per second of a GPU, roughly. */
    private static final double OTHER_RATE = 1e11;

    private static final double START_SECONDS = 0.5;

    /**
     * Ratio of the float32 speed to the float64 speed if one was not measured: twice the lanes, at about the same rate.
     */
    private static final double FLOAT32_GAIN = 1.8;

    /**
     * The most that the built-in engine loses until the SIMD kernel is compiled, in seconds. A small picture ends
     * before, computed by the interleaved kernel, which takes three times as long.
     */
    private static final double WARMING_SECONDS = 0.35;

    private static final double INTERLEAVED_LOSS = 2;

    private final Map<String, DeviceSpeed> known = new HashMap<>();
    private final Set<Device> started = new HashSet<>();
    private final boolean inUserCache;

    private SpeedStore(boolean inUserCache) {
        this.inUserCache = inUserCache;
    }

    /** Returns a store in the user's cache folder. */
    public static SpeedStore ofThisMachine() {
        return new SpeedStore(true);
    }

    /** Returns an empty store that is not saved. */
    public static SpeedStore ofThisProcess() {
        return new SpeedStore(false);
    }

    /** Returns the measured speed of a device. */
    public synchronized DeviceSpeed of(Device device) {
        return known.computeIfAbsent(
                key(device), key -> remembered(key).flatMap(DeviceSpeed::parse).orElse(DeviceSpeed.UNKNOWN));
    }

    private Optional<String> remembered(String key) {
        return inUserCache ? UserCache.read(key) : Optional.empty();
    }

    private synchronized boolean remember(Device device, DeviceSpeed speed) {
        known.put(key(device), speed);
        return !inUserCache || UserCache.write(key(device), speed.toString());
    }

    /** Returns whether the speed of a device can be stored for later processes. */
    public boolean canBeRemembered(Device device) {
        return remember(device, of(device));
    }

    private static String key(Device device) {
        return String.join("\n", "speed", device.identity(), Integer.toString(device.computeUnits()));
    }

    /** Stores a measured speed, in iterations per second. */
    public synchronized void rate(Device device, Precision precision, double rate) {
        remember(device, of(device).withRate(precision, rate));
    }

    /** Stores the time of a start. */
    public synchronized void start(Device device, double seconds) {
        remember(device, of(device).withStart(seconds));
    }

    /** Returns whether the speed of a device was measured. */
    public boolean isMeasured(Device device, Precision precision) {
        return !Double.isNaN(of(device).rate(precision));
    }

    /** Notes that a device has started in this process, so that its next start takes no time. */
    public synchronized void started(Device device) {
        started.add(device);
    }

    public synchronized boolean hasStarted(Device device) {
        return started.contains(device);
    }

    /** Returns the expected seconds until a device has made a number of iterations, start included. */
    public double seconds(Device device, Precision precision, double iterations) {
        DeviceSpeed speed = of(device);
        double computing = iterations / rate(device, speed, precision);
        if (hasStarted(device)) {
            return computing;
        }
        if (device.type() == Device.Type.BUILT_IN) {
            return computing + Math.min(INTERLEAVED_LOSS * computing, WARMING_SECONDS);
        }
        return computing + (Double.isNaN(speed.startSeconds()) ? START_SECONDS : speed.startSeconds());
    }

    private static double rate(Device device, DeviceSpeed speed, Precision precision) {
        if (!Double.isNaN(speed.rate(precision))) {
            return speed.rate(precision);
        }
        double float64 = device.type() == Device.Type.BUILT_IN ? BUILT_IN_RATE * device.computeUnits() : OTHER_RATE;
        if (precision == Precision.FLOAT64) {
            return Double.isNaN(speed.float32()) ? float64 : speed.float32() / FLOAT32_GAIN;
        }
        return FLOAT32_GAIN * (Double.isNaN(speed.float64()) ? float64 : speed.float64());
    }
}
