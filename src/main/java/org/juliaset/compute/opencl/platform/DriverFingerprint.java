package org.juliaset.compute.opencl.platform;

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
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A fingerprint of the OpenCL drivers. A driver is a file in the loader's vendor folder that names a library
 * (cl_khr_icd, OpenCL extension specification). The fingerprint covers these files, the libraries, the variables that
 * drivers read and the device files: while it stays the same, cached answers of the drivers are valid.
 */
public final class DriverFingerprint {
    private static final String USUAL_FOLDER = "/etc/OpenCL/vendors";
    private static final String LINKER_CACHE = "/etc/ld.so.cache";

    /** Names of environment variables that select devices and compiler options in loaders and drivers. */
    private static final Pattern VARIABLES = Pattern.compile(
            "(AMD|CL|CUDA|GALLIUM|GPU|HIP|HSA|IGC|LIBCLC|LP|MESA|NEO|NVIDIA|OCL|OCLGRIND|ONEAPI|OPENCL|POCL|ROCR"
                    + "|RUSTICL|ZE)_.*|LD_LIBRARY_PATH");

    /** Folders whose device files appear and disappear with GPUs. */
    private static final String[] DEVICE_FOLDERS = {"/dev/dri", "/dev"};

    private static final String[] DEVICE_FILES = {"render", "nvidia", "kfd", "dri", "card", "dxg"};

    private String key;

    /** Returns the environment variables that drivers read, sorted by name. */
    public static String variables() {
        TreeMap<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(name -> !VARIABLES.matcher(name).matches());
        return variables.toString();
    }

    private static String vendors() {
        return System.getenv().getOrDefault("OCL_ICD_VENDORS", USUAL_FOLDER);
    }

    /** Returns the files of the vendor folder, sorted by name. */
    public static List<Path> driverFiles() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> folder =
                Files.newDirectoryStream(Path.of(vendors()), DriverFingerprint::namesADriver)) {
            folder.forEach(files::add);
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // the variable may name a single file, or be no path at all
        }
        Collections.sort(files);
        return files;
    }

    private static boolean namesADriver(Path file) {
        return file.toString().endsWith(".icd");
    }

    /** Returns the fingerprint, read at the first call. */
    public synchronized String key() {
        if (key == null) {
            key = state();
        }
        return key;
    }

    /** Makes the next call of {@link #key} read the files again. */
    public synchronized void forget() {
        key = null;
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

    /** Adds a file, or all files of a folder and the libraries that they name, to the fingerprint. */
    private static void describe(String name, Map<String, String> key) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path, DriverFingerprint::namesADriver)) {
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
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder), DriverFingerprint::isDevice)) {
            for (Path file : files) {
                key.put(file.toString(), Files.isReadable(file) && Files.isWritable(file) ? "ours" : "not ours");
            }
        } catch (IOException | DirectoryIteratorException e) {
            // the folder does not exist: no such devices
        }
    }

    private static boolean isDevice(Path file) {
        String name = file.getFileName().toString();
        return Arrays.stream(DEVICE_FILES).anyMatch(name::startsWith);
    }
}
