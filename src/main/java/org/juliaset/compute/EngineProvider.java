package org.juliaset.compute;

import java.util.List;
import org.juliaset.model.Precision;

/** A source of devices and of the engines that run on them, found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /**
     * Lists the devices without starting them, from a cache if it is valid. Missing parts are notes, not exceptions: on
     * a machine without OpenCL the list is empty and the notes say why.
     */
    Discovery discover();

    /** Discards cached lists and starts of devices: the next calls ask the drivers again. */
    default void forget() {}

    /**
     * Checks that starting a device is unlikely to crash this process, and returns a guard for the start. The caller
     * releases it once the device has passed the reference check.
     *
     * @param limitSeconds the longest time for a trial, if the device was never started
     * @throws EngineException if the device cannot be started, or not in time
     */
    default Guard guard(Device device, Precision precision, double limitSeconds) {
        return () -> {};
    }

    /**
     * Starts the engine of a device that {@link #discover} listed.
     *
     * @throws EngineException if it cannot be started
     */
    Engine open(Device device);

    /** Marks a start in progress. If neither of its methods is called, the start has ended the process. */
    @FunctionalInterface
    interface Guard {
        /** Stores that the start has ended, well or with an error. */
        void release();

        /** Stores that the start hangs. */
        default void abandon() {}
    }

    /**
     * The devices of a provider.
     *
     * @param devices usable or not, in the provider's order
     * @param notes one line for each missing library, platform or device
     * @param failures one line for each driver that failed to list its devices
     */
    record Discovery(List<Device> devices, List<String> notes, List<String> failures) {
        /** Creates a list without failures. */
        public Discovery(List<Device> devices, List<String> notes) {
            this(devices, notes, List.of());
        }
    }
}
