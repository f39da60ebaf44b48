package org.juliaset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** C sources of tests, in src/test/native. */
public final class NativeSource {
    private static final Path FOLDER = Path.of("src/test/native");

    private NativeSource() {}

    /** Compiles a source to a shared library. Skips the test where there is no C compiler. */
    public static void compile(String source, Path library, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "gcc", "-shared", "-fPIC", "-O1", "-w", FOLDER.resolve(source).toString(), "-o", library.toString()));
        command.addAll(List.of(options));
        try {
            assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command.toString());
        } catch (IOException e) {
            assumeTrue(false, "no C compiler: what misbehaves could not be tested");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
