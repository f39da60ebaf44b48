package org.juliaset.opencl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.juliaset.engine.Device;
import org.juliaset.engine.UserCache;

/**
 * The OpenCL drivers as files, and what is remembered of them: to ask the drivers themselves for their
 * devices takes tenths of a second. A driver is a file in the loader's vendor folder that names a library
 * (cl_khr_icd, OpenCL extension specification); the memory is of all these as they are now.
 */
final class Drivers {
    private static final String USUAL_FOLDER = "/etc/OpenCL/vendors";
    private static final String LINKER_CACHE = "/etc/ld.so.cache";

    /** What else decides which devices a loader or a driver shows. */
    private static final String[] VARIABLES = {
        "OCL_ICD_VENDORS", "OCL_ICD_FILENAMES", "OPENCL_VENDOR_PATH", "LD_LIBRARY_PATH", "POCL_DEVICES",
        "CUDA_VISIBLE_DEVICES", "GPU_DEVICE_ORDINAL", "ROCR_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ZE_AFFINITY_MASK",
        "ONEAPI_DEVICE_SELECTOR", "RUSTICL_ENABLE"
    };

    /** Device files whose coming and going means another GPU. */
    private static final String[] DEVICE_FOLDERS = {"/dev/dri", "/dev"};

    private static final String[] DEVICE_FILES = {"render", "nvidia", "kfd", "dri", "card", "dxg"};

    /** The devices that these drivers had when they were asked last; empty where that is not known. */
    Optional<List<Device>> remembered() {
        return UserCache.read(key()).flatMap(DeviceLines::parse);
    }

    void remember(List<Device> devices) {
        String key = key();
        String lines = DeviceLines.format(devices);
        if (!UserCache.read(key).equals(Optional.of(lines))) {
            UserCache.write(key, lines);
        }
    }

    private static String key() {
        Map<String, String> key = new TreeMap<>();
        for (String variable : VARIABLES) {
            key.put(variable, System.getenv().getOrDefault(variable, ""));
        }
        String vendors = System.getenv().getOrDefault("OCL_ICD_VENDORS", USUAL_FOLDER);
        describe(vendors, key);
        describe(LINKER_CACHE, key);
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
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path, file -> file.toString().endsWith(".icd"))) {
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
