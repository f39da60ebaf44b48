package org.juliaset.compute.opencl.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads the system's OpenCL library (the ICD loader) before JOCL looks for it. If JOCL does not find it, JOCL prints to
 * standard output, which may be carrying a picture. Once the library is loaded, JOCL's own look-up of libOpenCL.so.1
 * returns it.
 */
public final class IcdLoader {
    private static final List<String> NAMES = List.of("libOpenCL.so.1", "libOpenCL.so");
    private static final List<String> USUAL_FOLDERS =
            List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib");

    private static final String MISSING = "there is no libOpenCL.so.1, install an OpenCL loader"
            + " (on Debian the package ocl-icd-libopencl1) and the driver of your device";

    private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

    /** The cache of the dynamic linker, whose strings end with a NUL character. */
    private static final Path LINKER_CACHE = Path.of("/etc/ld.so.cache");

    private static final Pattern CACHED = Pattern.compile("(/[^\0]*/libOpenCL\\.so(\\.1)?)\0");

    private IcdLoader() {}

    /**
     * Loads the library, on systems where its path can be found.
     *
     * @throws UnsatisfiedLinkError if no library is found, or none of those found loads
     */
    static void load() {
        if (isLinux()) {
            loadFirst(candidates());
        }
    }

    /** Returns what is missing; empty if there may be a library. */
    public static Optional<String> missing() {
        return isLinux() && candidates().isEmpty() ? Optional.of(MISSING) : Optional.empty();
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** Loads the first of these files that loads. */
    static void loadFirst(Iterable<Path> candidates) {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError(MISSING);
        for (Path library : candidates) {
            try {
                requireElf(library);
                System.load(library.toString());
                return;
            } catch (UnsatisfiedLinkError e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** Checks that a file is an ELF file, since Java prints a warning when it loads another. */
    private static void requireElf(Path library) {
        try (InputStream in = Files.newInputStream(library)) {
            if (Arrays.equals(in.readNBytes(ELF.length), ELF)) {
                return;
            }
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(library + " cannot be read");
        }
        throw new UnsatisfiedLinkError(library + " is no library");
    }

    /** Returns the files that may be the library, in the search order of the dynamic linker (ld.so(8)). */
    public static Set<Path> candidates() {
        Set<Path> found = new LinkedHashSet<>();
        String ownFolders = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
        for (String folder : ownFolders.split("[:;]")) {
            addFrom(folder, found);
        }
        addCached(found);
        USUAL_FOLDERS.forEach(folder -> addFrom(folder, found));
        return found;
    }

    private static void addFrom(String folder, Set<Path> found) {
        try {
            for (String name : NAMES) {
                Path library = Path.of(folder, name).toAbsolutePath();
                if (!folder.isEmpty() && Files.exists(library)) {
                    found.add(library);
                }
            }
        } catch (InvalidPathException e) {
            // the variable may have bytes that are not valid in the locale's character set
        }
    }

    private static void addCached(Set<Path> found) {
        try {
            Matcher paths = CACHED.matcher(Files.readString(LINKER_CACHE, StandardCharsets.ISO_8859_1));
            while (paths.find()) {
                found.add(Path.of(paths.group(1)));
            }
        } catch (IOException e) {
            // without the cache, libraries are in the usual folders
        }
    }
}
