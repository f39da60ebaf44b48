package org.juliaset.opencl;

import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineProvider;

/** The OpenCL devices of this machine. */
public final class OpenClProvider implements EngineProvider {
    private Inventory inventory;

    @Override
    public synchronized Discovery discover() {
        if (inventory == null) {
            inventory = new Inventory(NativeLibrary::load);
        }
        return new Discovery(inventory.devices(), inventory.notes());
    }

    @Override
    public Engine open(Device device) {
        discover();
        return OpenClEngine.start(device, inventory.handle(device));
    }
}
