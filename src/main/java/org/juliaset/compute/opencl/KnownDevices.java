package org.juliaset.compute.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineProvider;
import org.juliaset.compute.opencl.platform.DriverFingerprint;
import org.juliaset.compute.opencl.platform.IcdLoader;
import org.juliaset.compute.opencl.platform.Inventory;
import org.juliaset.compute.opencl.platform.NativeLibrary;
import org.juliaset.model.Precision;
import org.juliaset.storage.UserCache;

/**
 * The cached list of OpenCL devices of this machine. Listing them takes a child process and tenths of a second, so the
 * list is stored in the user's cache under a fingerprint of the drivers. Safe for use by several threads.
 */
public final class KnownDevices {
    /** Seconds in which all drivers must list their devices: with several GPUs that takes some seconds. */
    private static final long LIST_SECONDS = Long.getLong("juliaset.driver.timeout.seconds", 20);

    /** Seconds in which a single driver must list its devices, when the faulty one of several is looked for. */
    private static final long BLAME_SECONDS = Math.min(LIST_SECONDS, 5);

    /** Seconds that a device may take to start without finishing a launch. */
    private static final long START_SECONDS = Long.getLong("juliaset.device.timeout.seconds", 60);

    private final DriverFingerprint fingerprint = new DriverFingerprint();

    /** Returns the stored list of these drivers, else asks them. */
    EngineProvider.Discovery discover() {
        Optional<String> missing = IcdLoader.missing();
        if (missing.isPresent()) {
            return new EngineProvider.Discovery(List.of(), List.of(Inventory.NOT_LOADED + missing.get()));
        }
        return remembered().orElseGet(() -> {
            EngineProvider.Discovery found = ask();
            // not stored: the library may load once there is a temporary folder
            if (found.notes().stream().noneMatch(note -> note.startsWith(Inventory.NOT_LOADED))) {
                UserCache.write(key(), DeviceListText.format(found));
            }
            return found;
        });
    }

    /** The key under which the list is stored. */
    String key() {
        return fingerprint.key();
    }

    public Optional<EngineProvider.Discovery> remembered() {
        return UserCache.read(key()).flatMap(DeviceListText::parse);
    }

    void forget() {
        fingerprint.forget();
        if (remembered().isPresent()) {
            UserCache.write(key(), "");
        }
    }

    private EngineProvider.Discovery ask() {
        DriverProcess.Outcome outcome =
                DriverProcess.ask(LIST_SECONDS, Double.POSITIVE_INFINITY, Map.of(), List.of(DriverProbe.LIST));
        if (!outcome.started()) {
            // no child process could be started: the drivers are called in this process
            return new Inventory(NativeLibrary::load).discovery();
        }
        if (outcome.isBadEnd()) {
            String driver = blamed().map(file -> "the driver " + file).orElse("a driver");
            return new EngineProvider.Discovery(List.of(), List.of(), List.of("OpenCL is not used: " + driver + " "
                    + outcome.end() + " when it was asked for its devices: update it, or remove it"));
        }
        return DeviceListText.parse(String.join("\n", outcome.answer()))
                .orElseThrow(() -> new IllegalStateException("no list of devices: " + outcome.answer()));
    }

    /** Returns the file of the only driver, or of the first one that fails alone. */
    private static Optional<Path> blamed() {
        List<Path> files = DriverFingerprint.driverFiles();
        if (files.size() == 1) {
            return Optional.of(files.get(0));
        }
        return files.stream().filter(KnownDevices::failsAlone).findFirst();
    }

    private static boolean failsAlone(Path driver) {
        Path folder = null;
        Path copy = null;
        try {
            folder = Files.createTempDirectory("juliaset-driver-");
            copy = Files.copy(driver, folder.resolve(driver.getFileName()));
            Map<String, String> alone = Map.of("OCL_ICD_VENDORS", folder.toString());
            return DriverProcess.ask(BLAME_SECONDS, Double.POSITIVE_INFINITY, alone, List.of(DriverProbe.LIST))
                    .isBadEnd();
        } catch (IOException e) {
            return false;
        } finally {
            delete(copy);
            delete(folder);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // left for the system, which clears its temporary folder
        }
    }

    /**
     * Starts and checks a device in a child process. The answer is the problem, empty if there is none.
     *
     * @param command {@link DriverProbe#START} or {@link DriverProbe#START_COMPILED}
     */
    DriverProcess.Outcome tryStart(Device device, Precision precision, double limitSeconds, String command) {
        List<String> question = List.of(command, DeviceListText.format(device), precision.name());
        return DriverProcess.ask(START_SECONDS, limitSeconds, Map.of(), question);
    }
}
