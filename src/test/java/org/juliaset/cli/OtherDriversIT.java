package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OpenCL drivers for any CPU, each with another compiler. Files are compared with the built-in engine's, byte for byte.
 */
@Tag("one-jdk")
class OtherDriversIT {
    /** Drivers by their libraries, which are searched in Java's library path, LD_LIBRARY_PATH included. */
    private enum Driver {
        POCL("PoCL", "libpocl.so.2", Map.of()),

        /** Through Mesa's driver for CPUs. */
        RUSTICL("rusticl", "libRusticlOpenCL.so.1", Map.of("RUSTICL_ENABLE", "llvmpipe", "RUSTICL_FEATURES", "fp64")),

        /** Interprets the kernel, with what its options --check-api and --data-races set. */
        OCLGRIND(
                "Oclgrind",
                "oclgrind/liboclgrind-rt-icd.so",
                Map.of("OCLGRIND_CHECK_API", "1", "OCLGRIND_DATA_RACES", "1"));

        private final String title;
        private final String library;
        private final Map<String, String> environment;

        Driver(String title, String library, Map<String, String> environment) {
            this.title = title;
            this.library = library;
            this.environment = environment;
        }

        /** Names it in a folder of drivers. Skips the test where it is not there. */
        void install(Path vendors) throws IOException {
            Optional<Path> found = Arrays.stream(System.getProperty("java.library.path").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, library))
                    .filter(Files::exists)
                    .findFirst();
            assumeTrue(found.isPresent(), "no " + title + ": " + library + " could not be tested");
            Files.createDirectories(vendors);
            Files.writeString(vendors.resolve(name() + ".icd"), found.orElseThrow().toAbsolutePath() + "\n");
        }
    }

    /** Pictures with final and other escapes, and counts of one, two and four bytes. */
    private static final List<String[]> PICTURES = List.of(
            new String[] {"-R=61", "-M=50"},
            new String[] {"-R=61", "-M=300", "-t=1.9"},
            new String[] {"-R=24", "-M=70000", "-r=-0.75", "-i=0.11"});

    /** The built-in engine's files by their options. */
    private static final Map<List<String>, byte[]> EXPECTED = new HashMap<>();

    /** Launches end after 120 steps. */
    private static final String SEGMENTED = " -Djuliaset.opencl.steps=120";

    @TempDir
    Path folder;

    private final Set<Driver> installed = new HashSet<>();
    private String options = "";

    private Path vendors() {
        return folder.resolve("vendors");
    }

    private void install(Driver driver) throws IOException {
        driver.install(vendors());
        installed.add(driver);
    }

    private Program program(String... arguments) {
        return here(Program.in(folder, arguments));
    }

    private Program here(Program program) {
        program.env("OCL_ICD_VENDORS", vendors().toString()).env("JULIASET_JAVA_OPTS", options);
        program.env("OCLGRIND_LOG", log().toString());
        installed.forEach(driver -> driver.environment.forEach(program::env));
        return program;
    }

    /** The first device that is not the built-in engine. */
    private JsonObject device() {
        List<JsonObject> rows = Devices.rows(Devices.listing(program("devices", "--json")));
        assertTrue(rows.size() > 1, "the driver has no device");
        return rows.get(1);
    }

    /** Usable, and the precisions that it computes in: rusticl of Mesa 22.3 has no float64. */
    private static List<String> precisions(JsonObject device) {
        assertTrue(device.get("usable").getAsBoolean(), device.toString());
        return device.get("float64").getAsBoolean() ? List.of("double", "float") : List.of("float");
    }

    private byte[] file(String device, String name, String... picture) throws IOException {
        program(picture).with("-d", device, "-o", name).succeed();
        return Files.readAllBytes(folder.resolve(name));
    }

    private void assertEqualFiles(String device, String precision, String[] picture) throws IOException {
        String[] asked = Stream.concat(Stream.of(picture), Stream.of("--precision=" + precision))
                .toArray(String[]::new);
        byte[] expected = EXPECTED.get(List.of(asked));
        if (expected == null) {
            expected = file("cpu", "expected.npy", asked);
            EXPECTED.put(List.of(asked), expected);
        }
        assertArrayEquals(expected, file(device, "found.npy", asked), device + " " + String.join(" ", asked));
    }

    @ParameterizedTest
    @EnumSource(names = {"POCL", "RUSTICL"})
    void computesTheSameCountsInTheSmallestAndTheLargestShape(Driver driver) throws IOException {
        install(driver);
        for (String shape : List.of("1x1", "16x4")) {
            options = "-Djuliaset.opencl.shape=" + shape;
            JsonObject device = device();
            assertEquals(shape.split("x")[0], device.get("lanes").getAsString(), "lanes");
            for (String precision : precisions(device)) {
                for (String[] picture : PICTURES) {
                    assertEqualFiles("opencl", precision, picture);
                }
            }
            options += SEGMENTED;
            assertEqualFiles("opencl", "float", PICTURES.get(2));
            assertEqualFiles("opencl", precisions(device).get(0), PICTURES.get(2));
        }
    }

    @Test
    void callsNothingWronglyAndHasNoDataRace() throws IOException {
        install(Driver.OCLGRIND);
        assertNoComplaint("float", PICTURES.get(0));
        assertNoComplaint("double", PICTURES.get(0));
        options = SEGMENTED;
        assertNoComplaint("double", PICTURES.get(1));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private void assertNoComplaint(String precision, String[] picture) throws IOException {
        assertEqualFiles("opencl", precision, picture);
        assertEquals("", Files.readString(log()), precision + " " + String.join(" ", picture));
    }

    /** Shows that the test before can fail. */
    @Test
    void aDataRaceIsSeen() throws IOException {
        install(Driver.OCLGRIND);
        String pixel = "(row + v) * width + column";
        Program racing = Program.withKernel(folder, source -> source.replace(pixel, "column"), "-d", "opencl");
        Program.Result result = here(racing).run();
        assertEquals(1, result.status(), result.err());
        assertTrue(Files.readString(log()).contains("Write-write data race"), Files.readString(log()));
    }

    @Test
    void driversSideBySideMakeTheSamePicture() throws IOException {
        for (Driver driver : Driver.values()) {
            install(driver);
        }
        String[] picture = {"-R=60", "--precision=float"};
        byte[] expected = file("cpu", "cpu.png", picture);
        for (int platform = 0; platform < Driver.values().length; platform++) {
            String device = "opencl:" + platform + ".0";
            assertArrayEquals(expected, file(device, "a.png", picture), device);
        }
    }

    @Test
    void anInvalidShapeIsRefused() throws IOException {
        install(Driver.POCL);
        options = "-Djuliaset.opencl.shape=3x4";
        Program.Result result = program("-d", "opencl").run();
        assertEquals(1, result.status());
        assertTrue(result.onlyLine().contains("cannot be used: juliaset.opencl.shape is \"3x4\": give "), result.err());
        assertFalse(Files.exists(folder.resolve("plot.png")));
    }
}
