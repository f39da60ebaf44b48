package org.juliaset.compute;

import java.util.List;
import org.juliaset.model.Precision;

/** A source of devices and of the engines that run on them, found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /**
     * Lists the devices without starting them, from memory where nothing speaks against it. What is missing is
     * told, not thrown: on a machine without OpenCL the list is empty and the notes say why.
     */
    Discovery discover();

    /** Forgets what is remembered of devices and their drivers: the next calls ask them again. */
    default void forget() {}

    /**
     * Makes sure, as far as that is possible without starting the device in this process, that starting it does
     * not end the process. The guard is released once the device has passed the reference check.
     *
     * @param limitSeconds time that this may take, where it is not known yet
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

    /** Held while a device is started. Where neither of its methods is called, the start ended the process. */
    @FunctionalInterface
    interface Guard {
        /** Remembers that the start did no harm. */
        void release();

        /** Remembers that the start did not end. */
        default void abandon() {}
    }

    /**
     * What a provider found.
     *
     * @param devices usable or not, in the provider's order
     * @param notes one line for each thing that was looked for and is not there
     * @param failures one line for each driver that failed when it was asked for its devices
     */
    record Discovery(List<Device> devices, List<String> notes, List<String> failures) {
        /** Nothing failed. */
        public Discovery(List<Device> devices, List<String> notes) {
            this(devices, notes, List.of());
        }
    }
}
