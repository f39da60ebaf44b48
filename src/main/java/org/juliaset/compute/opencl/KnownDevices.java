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
 * The OpenCL devices of this machine. To ask drivers for them takes a process of its own and tenths of a second, so
 * the answer is remembered for the drivers as they are now. Safe for use by several threads.
 */
public final class KnownDevices {
    /** Time within which drivers list their devices: those of several GPUs take some seconds. */
    private static final long LIST_SECONDS = Long.getLong("juliaset.driver.timeout.seconds", 20);

    /** Time within which one driver alone does, when one of several is to be blamed. */
    private static final long BLAME_SECONDS = Math.min(LIST_SECONDS, 5);

    /** Time without a sign of life from a device that is being started. */
    private static final long START_SECONDS = Long.getLong("juliaset.device.timeout.seconds", 60);

    private final DriverFingerprint fingerprint = new DriverFingerprint();

    /** What was found when these drivers were asked last; asks them where that is not known. */
    EngineProvider.Discovery discover() {
        Optional<String> missing = IcdLoader.missing();
        if (missing.isPresent()) {
            return new EngineProvider.Discovery(List.of(), List.of(Inventory.NOT_LOADED + missing.get()));
        }
        return remembered().orElseGet(() -> {
            EngineProvider.Discovery found = ask();
            // a library may fail to load since there is no temporary folder, and that changes
            if (found.notes().stream().noneMatch(note -> note.startsWith(Inventory.NOT_LOADED))) {
                UserCache.write(key(), DeviceListText.format(found));
            }
            return found;
        });
    }

    /** What they are remembered by. */
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
            // there is no Java to start, or none that finds this program: the drivers are asked here
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

    /** The only driver, or the first one that fails alone. */
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
            // the system clears its temporary folder
        }
    }

    /**
     * Starts a device in a process of its own and tests it there; the answer is the problem, if there is one.
     *
     * @param how {@link DriverProbe#START} or {@link DriverProbe#START_COMPILED}
     */
    DriverProcess.Outcome tryStart(Device device, Precision precision, double limitSeconds, String how) {
        List<String> question = List.of(how, DeviceListText.format(device), precision.name());
        return DriverProcess.ask(START_SECONDS, limitSeconds, Map.of(), question);
    }
}
