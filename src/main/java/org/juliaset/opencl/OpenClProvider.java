package org.juliaset.opencl;

import java.util.List;
import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineProvider;

/** The OpenCL devices of this machine. */
public final class OpenClProvider implements EngineProvider {
    private final Drivers drivers = new Drivers();
    private Inventory inventory;

    @Override
    public synchronized Discovery discover() {
        if (inventory == null) {
            inventory = new Inventory(NativeLibrary::load);
            if (inventory.isCertain()) {
                drivers.remember(inventory.devices());
            }
        }
        return new Discovery(inventory.devices(), inventory.notes());
    }

    @Override
    public synchronized List<Device> candidates() {
        return inventory != null
                ? inventory.devices()
                : drivers.remembered().orElseGet(() -> discover().devices());
    }

    @Override
    public Engine open(Device device) {
        discover();
        return OpenClEngine.start(device, inventory.handle(device));
    }
}
