package org.juliaset.compute.opencl;

import java.util.HashMap;
import java.util.Map;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.opencl.platform.Inventory;
import org.juliaset.compute.opencl.platform.NativeLibrary;
import org.juliaset.compute.opencl.run.OpenClEngine;
import org.juliaset.model.Precision;

/**
 * The OpenCL devices of this machine. Drivers are native code that can crash, exit or hang, so a {@link DriverProcess}
 * first lists the devices and starts a device, unless the result is cached. Only then are the drivers loaded into this
 * process. Safe for use by several threads.
 */
public final class OpenClProvider implements EngineProvider {
    private final KnownDevices drivers = new KnownDevices();
    private final Map<String, StartRecord> starts = new HashMap<>();
    private Discovery discovery;
    private Inventory inventory;

    @Override
    public synchronized Discovery discover() {
        if (discovery == null) {
            discovery = drivers.discover();
        }
        return discovery;
    }

    @Override
    public synchronized void forget() {
        drivers.forget();
        starts.values().forEach(StartRecord::forget);
        starts.clear();
        discovery = null;
        discover().devices().forEach(device -> {
            for (Precision precision : Precision.values()) {
                start(device, precision).forget();
            }
        });
    }

    @Override
    public Guard guard(Device device, Precision precision, double limitSeconds) {
        return start(device, precision).guard(limitSeconds);
    }

    private synchronized StartRecord start(Device device, Precision precision) {
        return starts.computeIfAbsent(device.id() + precision, key -> new StartRecord(drivers, device, precision));
    }

    @Override
    public Engine open(Device device) {
        return open(device, withoutBinaries(device));
    }

    /**
     * Starts a device.
     *
     * @param withoutBinaries whether programs are compiled from source, ignoring cached binaries
     */
    Engine open(Device device, boolean withoutBinaries) {
        return OpenClEngine.start(device, handle(device), !withoutBinaries);
    }

    private synchronized boolean withoutBinaries(Device device) {
        return starts.values().stream().anyMatch(start -> start.isOf(device) && start.needsCompilation());
    }

    private synchronized Inventory.Handle handle(Device device) {
        if (inventory == null) {
            inventory = new Inventory(NativeLibrary::load);
        }
        return inventory.handle(device).orElseThrow(() -> {
            drivers.forget();
            return new EngineException("its driver does not show it any more");
        });
    }
}
