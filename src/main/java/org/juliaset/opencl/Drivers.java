package org.juliaset.opencl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.juliaset.core.Precision;
import org.juliaset.engine.Device;
import org.juliaset.engine.EngineProvider;
import org.juliaset.engine.UserCache;

/**
 * The OpenCL drivers as files, and what is remembered of them: to ask the drivers themselves for their
 * devices takes a process of its own and tenths of a second. A driver is a file in the loader's vendor folder that
 * names a library (cl_khr_icd, OpenCL extension specification); the memory is of all these as they are now.
 */
final class Drivers {
    private static final String USUAL_FOLDER = "/etc/OpenCL/vendors";
    private static final String LINKER_CACHE = "/etc/ld.so.cache";

    /** Names of variables by which loaders and drivers are told which devices to show and how to compile. */
    private static final Pattern VARIABLES = Pattern.compile(
            "(AMD|CL|CUDA|GALLIUM|GPU|HIP|HSA|IGC|LIBCLC|LP|MESA|NEO|NVIDIA|OCL|OCLGRIND|ONEAPI|OPENCL|POCL|ROCR|RUSTICL"
                    + "|ZE)_.*|LD_LIBRARY_PATH");

    /** Time within which drivers list their devices: those of several GPUs take some seconds. */
    private static final long LIST_SECONDS = Long.getLong("juliaset.driver.timeout.seconds", 20);

    /** Time within which one driver alone does, when one of several is to be blamed. */
    private static final long BLAME_SECONDS = Math.min(LIST_SECONDS, 5);

    /** Time without a sign of life from a device that is being started. */
    private static final long START_SECONDS = Long.getLong("juliaset.device.timeout.seconds", 60);

    /** Device files whose coming and going means another GPU. */
    private static final String[] DEVICE_FOLDERS = {"/dev/dri", "/dev"};

    private static final String[] DEVICE_FILES = {"render", "nvidia", "kfd", "dri", "card", "dxg"};

    private String key;

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
                UserCache.write(key(), DeviceLines.format(found));
            }
            return found;
        });
    }

    Optional<EngineProvider.Discovery> remembered() {
        return UserCache.read(key()).flatMap(DeviceLines::parse);
    }

    synchronized void forget() {
        key = null;
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
        return DeviceLines.parse(String.join("\n", outcome.answer()))
                .orElseThrow(() -> new IllegalStateException("no list of devices: " + outcome.answer()));
    }

    /** The only driver, or the first one that fails alone. */
    private static Optional<Path> blamed() {
        List<Path> files = driverFiles();
        if (files.size() == 1) {
            return Optional.of(files.get(0));
        }
        return files.stream().filter(Drivers::failsAlone).findFirst();
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
        List<String> question = List.of(how, DeviceLines.format(device), precision.name());
        return DriverProcess.ask(START_SECONDS, limitSeconds, Map.of(), question);
    }

    /** The variables of this process's environment that drivers read, sorted by their names. */
    static String variables() {
        TreeMap<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(name -> !VARIABLES.matcher(name).matches());
        return variables.toString();
    }

    private static String vendors() {
        return System.getenv().getOrDefault("OCL_ICD_VENDORS", USUAL_FOLDER);
    }

    private static List<Path> driverFiles() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(Path.of(vendors()), Drivers::namesADriver)) {
            folder.forEach(files::add);
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // the variable may name a single file, and others name more
        }
        Collections.sort(files);
        return files;
    }

    private static boolean namesADriver(Path file) {
        return file.toString().endsWith(".icd");
    }

    /** All that decides which devices there are and what they can do, as it was when this was first asked. */
    synchronized String key() {
        if (key == null) {
            key = state();
        }
        return key;
    }

    private static String state() {
        Map<String, String> key = new TreeMap<>();
        key.put("variables", variables());
        describe(vendors(), key);
        describe(LINKER_CACHE, key);
        IcdLoader.candidates().forEach(library -> describe(library.toString(), key));
        for (String folder : DEVICE_FOLDERS) {
            names(folder, key);
        }
        return "drivers " + key;
    }

    /** A file, or all files of a folder and the libraries that they name. */
    private static void describe(String name, Map<String, String> key) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path, Drivers::namesADriver)) {
                    for (Path file : files) {
                        describeDriver(file, key);
                    }
                }
            } else {
                key.put(name, state(path));
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            key.put(name, "unreadable");
        }
    }

    private static void describeDriver(Path file, Map<String, String> key) {
        try {
            key.put(file.toString(), state(file));
            String library = Files.readString(file).strip();
            if (library.startsWith("/")) {
                key.put(library, state(Path.of(library)));
            }
        } catch (IOException | InvalidPathException e) {
            key.put(file + " or its library", "unreadable");
        }
    }

    private static String state(Path file) throws IOException {
        return Files.size(file) + " bytes of " + Files.getLastModifiedTime(file);
    }

    private static void names(String folder, Map<String, String> key) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder), Drivers::isDevice)) {
            for (Path file : files) {
                key.put(file.toString(), Files.isReadable(file) && Files.isWritable(file) ? "ours" : "not ours");
            }
        } catch (IOException | DirectoryIteratorException e) {
            // there are no such devices
        }
    }

    private static boolean isDevice(Path file) {
        String name = file.getFileName().toString();
        return Arrays.stream(DEVICE_FILES).anyMatch(name::startsWith);
    }
}
