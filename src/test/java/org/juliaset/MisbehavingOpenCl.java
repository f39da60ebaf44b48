package org.juliaset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An OpenCL library that misbehaves: src/test/native/misbehaving-opencl.c, which lists what it can do. */
public final class MisbehavingOpenCl {
    private static final String NAME = "libOpenCL.so.1";

    private static final List<String> FOLDERS =
            List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib64");

    private MisbehavingOpenCl() {}

    /**
     * Compiles the library, in front of the system's own. Skips the test where there is no C compiler or no library.
     *
     * @return its folder, for the variable LD_LIBRARY_PATH; OCL_MISBEHAVE says what it is to do
     */
    public static Path install(Path folder) throws IOException {
        Optional<Path> system = FOLDERS.stream().map(lib -> Path.of(lib, NAME)).filter(Files::exists).findFirst();
        assumeTrue(system.isPresent(), "no OpenCL device could be tested: there is no " + NAME);
        NativeSource.compile(
                "misbehaving-opencl.c",
                folder.resolve(NAME),
                "-DSYSTEM_LIBRARY=\"" + system.get() + "\"",
                "-Wl,-soname," + NAME,
                "-pthread",
                "-ldl");
        return folder;
    }
}
