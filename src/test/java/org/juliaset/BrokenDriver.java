package org.juliaset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** OpenCL drivers that misbehave: src/test/native/broken-driver.c, which lists what they can do. */
public final class BrokenDriver {
    private BrokenDriver() {}

    /**
     * Compiles a driver with a behaviour and installs it in a folder, beside what is there already. Skips the
     * test where there is no C compiler.
     *
     * @return the folder, for the variable OCL_ICD_VENDORS
     */
    public static Path install(Path vendors, String behaviour) throws IOException {
        Path library = Files.createDirectories(vendors).resolve(behaviour + ".so").toAbsolutePath();
        NativeSource.compile("broken-driver.c", library, "-DBEHAVIOUR=" + behaviour);
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
}
