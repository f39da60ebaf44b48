package org.juliaset.engine;

import java.util.List;

/** A source of devices and of the engines that run on them, found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /**
     * Lists the devices without starting them. What is missing is told, not thrown: on a machine
     * without OpenCL the list is empty and the notes say why.
     */
    Discovery discover();

    /**
     * The devices that may be taken although nobody named them. Where it remembers what {@link #discover} found
     * and nothing speaks against it, it starts no driver.
     */
    default List<Device> candidates() {
        return discover().devices();
    }

    /**
     * Starts the engine of a device that {@link #discover} listed.
     *
     * @throws EngineException if it cannot be started
     */
    Engine open(Device device);

    /**
     * What a provider found.
     *
     * @param devices usable or not, in the provider's order
     * @param notes one line for each thing that was looked for and is not there
     */
    record Discovery(List<Device> devices, List<String> notes) {}
}
