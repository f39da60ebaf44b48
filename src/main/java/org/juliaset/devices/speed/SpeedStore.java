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
 * How soon each device would have a picture's counts, its start included: from what was measured, in this
 * process or before, and until then from assumptions that let a device show what it can do. Safe for use by
 * several threads.
 */
public final class SpeedStore {
    /** What a thread of the built-in engine makes in a second at least, with SIMD. */
    private static final double BUILT_IN_RATE = 1e9;

    /** What a GPU makes, about. */
    private static final double OTHER_RATE = 1e11;

    private static final double START_SECONDS = 0.5;

    /** Float32 against float64 where one of them was not measured: twice the lanes, at about the same speed. */
    private static final double FLOAT32_GAIN = 1.8;

    /**
     * What the built-in engine loses at most until SIMD is prepared. A small picture is done before, with a
     * kernel that takes three times as long.
     */
    private static final double WARMING_SECONDS = 0.35;

    private static final double INTERLEAVED_LOSS = 2;

    private final Map<String, DeviceSpeed> known = new HashMap<>();
    private final Set<Device> started = new HashSet<>();
    private final boolean inUserCache;

    private SpeedStore(boolean inUserCache) {
        this.inUserCache = inUserCache;
    }

    /** Those that the user's cache folder remembers. */
    public static SpeedStore ofThisMachine() {
        return new SpeedStore(true);
    }

    /** None that were measured before, and none for other processes. */
    public static SpeedStore ofThisProcess() {
        return new SpeedStore(false);
    }

    /** What was measured of a device. */
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

    /** Tries whether what is found out of a device will be known to the next process. */
    public boolean canBeRemembered(Device device) {
        return remember(device, of(device));
    }

    private static String key(Device device) {
        return String.join("\n", "speed", device.identity(), Integer.toString(device.computeUnits()));
    }

    /** Remembers how many iterations a device makes in a second. */
    public synchronized void rate(Device device, Precision precision, double rate) {
        remember(device, of(device).withRate(precision, rate));
    }

    /** Remembers how long a device took to start. */
    public synchronized void start(Device device, double seconds) {
        remember(device, of(device).withStart(seconds));
    }

    /** Whether it was measured how fast a device is. */
    public boolean isMeasured(Device device, Precision precision) {
        return !Double.isNaN(of(device).rate(precision));
    }

    /** From now on a start of this device costs nothing worth counting. */
    public synchronized void started(Device device) {
        started.add(device);
    }

    public synchronized boolean hasStarted(Device device) {
        return started.contains(device);
    }

    /** Seconds from now until a device has made some iterations. */
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
