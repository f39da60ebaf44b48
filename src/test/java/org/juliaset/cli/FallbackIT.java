package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of devices, and the fallback to the built-in engine. */
class FallbackIT {
    @TempDir
    Path folder;

    private Program devices() {
        return Program.in(folder, "devices", "--json");
    }

    private static List<String> notes(JsonObject listing) {
        return StreamSupport.stream(listing.getAsJsonArray("notes").spliterator(), false)
                .map(note -> note.getAsString())
                .toList();
    }

    /** Checks that the built-in engine is used, silently by default, and that naming a device is an error. */
    private void assertBuiltInEngineServes(String variable, String value) throws IOException {
        JsonObject listing = Devices.listing(devices().env(variable, value));
        assertEquals("cpu", listing.getAsJsonObject("auto").get("device").getAsString());
        assertEquals(1, listing.getAsJsonObject("auto").getAsJsonArray("ranges").size());
        Program.in(folder).env(variable, value).succeed();
        assertTrue(Files.size(folder.resolve("plot.png")) > 0);
        Files.delete(folder.resolve("plot.png"));
        Program.Result named = Program.in(folder, "-d", "opencl").env(variable, value).run();
        assertEquals(2, named.status());
        assertTrue(
                named.onlyLine().startsWith("juliaset: no device is called \"opencl\"; there is cpu ("), named.err());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    /** The JVM's options, and the option that is said to help; none where all is well. */
    @ParameterizedTest
    @CsvSource({
        "-Djuliaset.simd=auto, ", "-Xint, -Xmixed", "-XX:TieredStopAtLevel=1, -XX:TieredStopAtLevel=4",
        "-XX:CompilationMode=quick-only, -XX:CompilationMode=default", "-Djuliaset.simd=off, juliaset.simd"
    })
    void aRenderSaysWhatComputedAndWhySimdNeverWill(String option, String help) {
        String stats = Program.in(folder, "-d=cpu", "-R=50", "--stats", "--json")
                .env("JULIASET_JAVA_OPTS", option)
                .succeed()
                .out();
        assertKernel(JsonParser.parseString(stats).getAsJsonObject(), help);
    }

    private static void assertKernel(JsonObject said, String help) {
        String kernel = said.get("kernel").getAsString();
        if (help == null) {
            assertEquals("orbits interleaved", kernel);
        } else {
            assertTrue(kernel.startsWith("orbits interleaved; no SIMD: ") && kernel.contains(help), kernel);
        }
    }

    @Test
    void aRenderInSimdSaysSo() {
        String stats = Program.in(folder, "-d=cpu", "-R=50", "--stats", "--json")
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.simd=on")
                .succeed()
                .out();
        String kernel = JsonParser.parseString(stats).getAsJsonObject().get("kernel").getAsString();
        assertTrue(kernel.matches("SIMD, \\d+ lanes"), kernel);
    }

    /** What only turns out when SIMD is prepared. */
    @ParameterizedTest
    @CsvSource({
        "-XX:TieredStopAtLevel=3, -XX:TieredStopAtLevel=4", "-XX:TieredStopAtLevel=0, -XX:TieredStopAtLevel=4",
        "-XX:MaxVectorSize=8, -XX:MaxVectorSize=64",
        "-XX:+UnlockExperimentalVMOptions -XX:-EnableVectorSupport, -XX:+EnableVectorSupport"
    })
    void devicesSayWhySimdDidNotTakeOver(String options, String help) {
        JsonObject builtIn =
                Devices.rows(Devices.listing(devices().env("JULIASET_JAVA_OPTS", options))).get(0);
        assertKernel(builtIn, help);
        assertEquals(1, builtIn.get("lanes").getAsInt());
    }

    @Test
    void withoutTheLauncherTheModuleIsMissed() {
        String jars = Program.DISTRIBUTION.resolve("lib") + File.separator + "*";
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (String modules : List.of("", "--add-modules=jdk.incubator.vector")) {
            Program program = Program.command(folder, java);
            if (!modules.isEmpty()) {
                program.with(modules);
            }
            Program.Result result = program
                    .with("-cp", jars, "org.juliaset.cli.Main", "-d=cpu", "-R=50", "--stats", "--json")
                    .run();
            assertEquals(0, result.status(), result.err());
            assertKernel(
                    JsonParser.parseString(result.out()).getAsJsonObject(),
                    modules.isEmpty() ? "add --add-modules jdk.incubator.vector" : null);
        }
    }

    @Tag("one-jdk")
    @Test
    void listsEveryDeviceWithItsProperties() {
        JsonObject listing = Devices.listing(devices());
        for (JsonObject row : Devices.rows(listing)) {
            for (String property : List.of(
                    "id", "type", "platform", "name", "vendor", "driver", "computeUnits", "memoryBytes",
                    "maxAllocationBytes", "float64", "preferredVectorWidth", "lanes", "kernel", "usable", "selfTest",
                    "reason", "startSeconds", "iterationsPerSecond")) {
                assertTrue(row.has(property), property);
            }
            assertEquals(row.get("usable").getAsBoolean(), row.get("reason").isJsonNull());
            assertEquals(row.get("usable").getAsBoolean(), !row.get("startSeconds").isJsonNull());
            assertTrue(
                    row.get("iterationsPerSecond").isJsonNull() || row.get("iterationsPerSecond").getAsDouble() > 1e7);
        }
        JsonObject builtIn = Devices.rows(listing).get(0);
        assertEquals("cpu", builtIn.get("id").getAsString());
        assertEquals("passed", builtIn.get("selfTest").getAsString());
        String text = Program.in(folder, "devices").succeed().out();
        for (JsonObject row : Devices.rows(listing)) {
            assertTrue(text.contains(row.get("id").getAsString() + "  " + row.get("name").getAsString()), text);
        }
        assertTrue(text.contains("auto takes cpu"), text);
        JsonObject smallPictures = listing.getAsJsonObject("auto").getAsJsonArray("ranges").get(0).getAsJsonObject();
        assertEquals("cpu", smallPictures.get("device").getAsString());
    }

    @Test
    void withoutAPlatformTheBuiltInEngineServes() throws IOException {
        Path vendors = Files.createDirectory(folder.resolve("vendors"));
        JsonObject listing = Devices.listing(devices().env("OCL_ICD_VENDORS", vendors.toString()));
        Files.delete(vendors);
        assertEquals(1, Devices.rows(listing).size());
        String note = String.join("", notes(listing));
        assertTrue(note.startsWith("OpenCL has no platform") || note.startsWith("OpenCL could not be loaded"), note);
        assertBuiltInEngineServes("OCL_ICD_VENDORS", vendors.toString());
    }

    @Tag("one-jdk")
    @Test
    void withAPlatformWithoutDevicesTheBuiltInEngineServes() throws IOException {
        assumePocl();
        List<String> usual = notes(Devices.usual());
        List<String> found = new ArrayList<>(notes(Devices.listing(devices().env("POCL_DEVICES", ""))));
        // there may be others, such as Mesa's
        found.removeAll(usual);
        assertEquals(List.of("the OpenCL platform Portable Computing Language has no device"), found);
        assertBuiltInEngineServes("POCL_DEVICES", "");
    }

    @Test
    void withoutATemporaryFolderTheBuiltInEngineServes() {
        String options = "-Djava.io.tmpdir=" + folder.resolve("none");
        Program.Result result = Program.in(folder, "-o", "a.png").env("JULIASET_JAVA_OPTS", options).run();
        assertEquals(0, result.status(), result.err());
        assertFalse(result.err().contains("juliaset:"), result.err());
    }

    @Test
    void aDeviceNeedsNoTemporaryFolder() {
        for (String id : Devices.ids()) {
            Program program = Program.in(folder, "-d", id, "-o", "a.png");
            program.env("JULIASET_JAVA_OPTS", "-Djava.io.tmpdir=" + folder.resolve("none"));
            assertEquals(0, program.run().status(), id);
        }
    }

    /** Java says that the home of a user that the system does not know is a question mark. */
    @Tag("one-jdk")
    @Test
    void aUserWithoutAHomeLeavesNothingBehind() {
        for (String home : List.of("?", "relative", "/nonexistent/home")) {
            for (String cache : List.of("", "relative")) {
                Program.in(folder, "devices")
                        .env("HOME", null)
                        .env("XDG_CACHE_HOME", cache)
                        .env("OCL_ICD_VENDORS", folder.toString())
                        .env("JULIASET_JAVA_OPTS", "-Duser.home=" + home)
                        .succeed();
                assertEquals(List.of(), Program.namesIn(folder));
            }
        }
    }

    @Tag("one-jdk")
    @Test
    void theHomeIsTheOneOfTheEnvironment() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Program.in(folder, "devices")
                .env("HOME", home.toString())
                .env("XDG_CACHE_HOME", null)
                .env("JULIASET_JAVA_OPTS", "-Duser.home=" + folder.resolve("other"))
                .succeed();
        assertTrue(Files.isDirectory(home.resolve(".cache/juliaset")));
        assertEquals(List.of("home"), Program.namesIn(folder));
    }

    @Tag("one-jdk")
    @Test
    void resultsAreCachedWherePossible() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        // drivers use the folder, too: only that of JOCL cannot be created
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.createFile(full.resolve("juliaset"));
        for (String id : Devices.ids()) {
            Program.in(folder, "-d", id).env("XDG_CACHE_HOME", cache.toString()).succeed();
            Program.in(folder, "-d", id).env("XDG_CACHE_HOME", cache.toString()).succeed();
            Program.in(folder, "-d", id).env("XDG_CACHE_HOME", full.toString()).succeed();
        }
        if (Files.exists(cache.resolve("juliaset"))) {
            for (String name : Program.namesIn(cache.resolve("juliaset"))) {
                assertTrue(name.endsWith(".txt") || name.endsWith(".bin"), name);
                Files.writeString(cache.resolve("juliaset").resolve(name), "99 x 99");
            }
        }
        for (String id : Devices.ids()) {
            Program.in(folder, "-d", id).env("XDG_CACHE_HOME", cache.toString()).succeed();
        }
    }

    @Tag("one-jdk")
    @Test
    void severalDevicesOfAPlatformAreListedAndEachCanBeNamed() {
        assumePocl();
        JsonObject listing = Devices.listing(devices().env("POCL_DEVICES", "pthread pthread"));
        List<String> ids = poclRows(listing).map(row -> row.get("id").getAsString()).toList();
        assertEquals(2, ids.size(), ids.toString());
        assertTrue(ids.get(0).endsWith(".0"), ids.toString());
        assertEquals(ids.get(0).replaceAll("0$", "1"), ids.get(1));
        Program.in(folder, "-d", ids.get(1)).env("POCL_DEVICES", "pthread pthread").succeed();
    }

    /** Without the pragma compilers are free to contract, and PoCL does on processors that can. */
    @Tag("one-jdk")
    @Test
    void aDeviceThatContractsMultiplyAndAddIsListedWithTheReasonAndNotUsed() throws IOException {
        assumePocl();
        assumeTrue(Files.readString(Path.of("/proc/cpuinfo")).contains(" fma"), "the processor has no FMA");
        UnaryOperator<String> contracting = source -> source.replace("#pragma OPENCL FP_CONTRACT OFF\n", "");
        String json = Program.withKernel(folder, contracting, "devices", "--json").run().out();
        JsonObject row = poclRows(JsonParser.parseString(json).getAsJsonObject()).findFirst().orElseThrow();
        assertFalse(row.get("usable").getAsBoolean());
        assertEquals("failed", row.get("selfTest").getAsString());
        assertTrue(row.get("reason").getAsString().contains("contracts multiply and add"), row.toString());

        Program.Result named = Program.withKernel(folder, contracting, "-d", "opencl").run();
        assertEquals(1, named.status());
        assertTrue(named.err().contains("cannot be used: self-test failed"), named.err());
        assertEquals(List.of("patched"), Program.namesIn(folder));
    }

    private static void assumePocl() {
        assumeTrue(poclRows(Devices.usual()).findAny().isPresent(), "PoCL is not the driver here");
    }

    private static Stream<JsonObject> poclRows(JsonObject listing) {
        return Devices.rows(listing).stream().filter(row -> row.get("platform").getAsString().contains("PoCL"));
    }
}
