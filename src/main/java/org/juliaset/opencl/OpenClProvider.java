package org.juliaset.opencl;

import java.util.List;
import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineProvider;

/** The OpenCL devices of this machine. */
public final class OpenClProvider implements EngineProvider {
    private static final String POCL = "Portable Computing Language";
    private static final String POCL_HANDLER = "POCL_SIGFPE_HANDLER";
    private static final String HANDLER_IS_OFF = "0";

    private final Drivers drivers = new Drivers();
    private Inventory inventory;

    @Override
    public synchronized Discovery discover() {
        if (inventory == null) {
            inventory = new Inventory(NativeLibrary::load);
            drivers.remember(inventory.devices());
        }
        return new Discovery(inventory.devices(), inventory.notes());
    }

    @Override
    public synchronized List<Device> candidates() {
        List<Device> devices = inventory != null
                ? inventory.devices()
                : drivers.remembered().orElseGet(() -> discover().devices());
        return devices.stream().filter(device -> !breaksJava(device)).toList();
    }

    /** PoCL's own handler for SIGFPE breaks Java's integer division: who lets it names the device. */
    private static boolean breaksJava(Device device) {
        return device.platform().startsWith(POCL) && !HANDLER_IS_OFF.equals(System.getenv(POCL_HANDLER));
    }

    @Override
    public Engine open(Device device) {
        discover();
        return OpenClEngine.start(device, inventory.handle(device));
    }
}
