package org.juliaset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenCL drivers that misbehave: src/test/native/broken-driver.c, which lists what they can do. */
public final class BrokenDriver {
    private static final Path SOURCE = Path.of("src/test/native/broken-driver.c");

    private BrokenDriver() {}

    /**
     * Compiles a driver with a behaviour and installs it in a folder, beside what is there already. Skips the
     * test where there is no C compiler.
     *
     * @return the folder, for the variable OCL_ICD_VENDORS
     */
    public static Path install(Path vendors, String behaviour) throws IOException {
        Path library = Files.createDirectories(vendors).resolve(behaviour + ".so").toAbsolutePath();
        List<String> command = List.of(
                "gcc", "-shared", "-fPIC", "-w", "-DBEHAVIOUR=" + behaviour, "-o", library.toString(), SOURCE.toString());
        assertEquals(0, run(command), command.toString());
        Files.writeString(vendors.resolve(behaviour + ".icd"), library + "\n");
        return vendors;
    }

    /** Installs the system's own drivers beside the broken ones. */
    public static void installSystemDrivers(Path vendors) throws IOException {
        Path system = Path.of("/etc/OpenCL/vendors");
        if (Files.isDirectory(system)) {
            try (var files = Files.newDirectoryStream(system, "*.icd")) {
                for (Path file : files) {
                    Files.copy(file, vendors.resolve(file.getFileName().toString()));
                }
            }
        }
    }

    private static int run(List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            assumeTrue(false, "no C compiler: broken drivers could not be tested");
            throw e;
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
