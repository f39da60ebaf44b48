package org.juliaset.opencl;

import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineProvider;

/** The OpenCL devices of this machine. */
public final class OpenClProvider implements EngineProvider {
    private final Drivers drivers = new Drivers();
    private Inventory inventory;

    @Override
    public boolean mayHaveGpu() {
        return drivers.mayHaveGpu();
    }

    @Override
    public synchronized Discovery discover() {
        if (inventory == null) {
            inventory = new Inventory(NativeLibrary::load);
            drivers.remember(inventory.devices().stream().anyMatch(device -> device.type() == Device.Type.GPU));
        }
        return new Discovery(inventory.devices(), inventory.notes());
    }

    @Override
    public Engine open(Device device) {
        discover();
        return OpenClEngine.start(device, inventory.handle(device));
    }
}
