package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.juliaset.MisbehavingOpenCl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures and the surroundings of tests with an OpenCL library that misbehaves as drivers of GPUs do. No picture
 * is lost, no run hangs longer than its limit, and one or two lines say what failed. The tests are spread over several
 * classes, since classes run in parallel.
 */
@Tag("one-jdk")
abstract class MisbehavingOpenClRuns {
    static final String[] PICTURE = {
        "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-m=20", "-M=100", "-R=2000", "--fast", "-o", "a.png"
    };

    /** Large enough for auto to consider a GPU. */
    static final String[] LARGE = {
        "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-m=20", "-M=100", "-R=10000", "--fast", "-o", "large.png"
    };

    static final String[] FLOAT32 = {
        "--precision=float", "-r=-1", "-i=0", "-M=20000", "-R=401", "-o", "a.npy"
    };

    private static final Map<String, String[]> PICTURES =
            Map.of("a.png", PICTURE, "large.png", LARGE, "a.npy", FLOAT32);

    @TempDir
    static Path library;

    /** Keeps the measurements of working devices from one test to the next. */
    @TempDir
    static Path sharedCache;

    @TempDir
    Path cache;

    @TempDir
    static Path expected;

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    @BeforeAll
    static void install() throws IOException {
        MisbehavingOpenCl.install(library);
        assumeTrue(Devices.ids().size() > 1, "no OpenCL device could be tested");
    }

    final Program with(String misbehaviour, String... arguments) {
        return Program.in(folder, arguments)
                .env("LD_LIBRARY_PATH", library.toString())
                .env("OCL_MISBEHAVE", misbehaviour)
                .env("XDG_CACHE_HOME", cache.toString())
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.device.timeout.seconds=15");
    }

    /** Compares a file with that of the built-in engine, which is rendered at its first use. */
    final void assertRendered(String file) throws IOException {
        if (!Files.exists(expected.resolve(file))) {
            Program.in(expected, PICTURES.get(file)).with("-d", "cpu").succeed();
        }
        assertArrayEquals(Files.readAllBytes(expected.resolve(file)), Files.readAllBytes(folder.resolve(file)));
    }
}
