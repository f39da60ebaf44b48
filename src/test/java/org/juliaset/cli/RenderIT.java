package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.juliaset.Decoded;
import org.juliaset.Golden;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.JuliaSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program makes. */
class RenderIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.juliaset.Golden#pixels")
    void pixelsAreThoseOfTheArticlesProgram(Golden.PixelsCase golden) throws IOException {
        Program.in(folder).with(golden.options().toArray(String[]::new)).succeed();
        assertEquals(List.of("plot.png"), Program.namesIn(folder));
        byte[] file = Files.readAllBytes(folder.resolve("plot.png"));
        assertEquals(golden.sha256(), Golden.sha256(Decoded.samplesByJdk(file)));
        assertEquals(golden.sha256(), Golden.sha256(Decoded.samplesByCommonsImaging(file)));
    }

    /** As one from jlink with nothing but what is needed. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "npy", "dzi", "tif", "bmp", "gif", "pgm", "ppm", "pcx"})
    void aJavaOfItsBaseModuleAloneWritesEveryFormat(String suffix) throws IOException {
        Program.in(folder, "-o", "reduced." + suffix).env("JULIASET_JAVA_OPTS", "--limit-modules=java.base").succeed();
        Program.in(folder, "-o", "complete." + suffix).succeed();
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("complete." + suffix)),
                Files.readAllBytes(folder.resolve("reduced." + suffix)));
    }

    @Test
    void optionsTakeTheirValueWithAndWithoutAnEqualsSignInShortAndInLong() throws IOException {
        Program.in(folder, "-o", "a.png", "-x=-0.3", "-X=0.3", "-y=-.2", "-Y=2e-1", "-r=-0.4", "-i=0.6", "-t=3",
                "-m=0", "-M=60", "-R=120").succeed();
        Program.in(folder, "-o", "b.png", "-x", "-0.3", "-X", "0.3", "-y", "-.2", "-Y", "2e-1", "-r", "-0.4", "-i",
                "0.6", "-t", "3", "-m", "0", "-M", "60", "-R", "120").succeed();
        Program.in(folder, "--output=c.png", "--xleft=-0.3", "--xright=0.3", "--ybot", "-.2", "--ytop", "2e-1",
                "--real",
                "-0.4", "--imag", "0.6", "--threshold", "3", "--itermin", "0", "--itermax", "60", "--resolution", "120")
                .succeed();
        byte[] a = Files.readAllBytes(folder.resolve("a.png"));
        assertArrayEquals(a, Files.readAllBytes(folder.resolve("b.png")));
        assertArrayEquals(a, Files.readAllBytes(folder.resolve("c.png")));
    }

    @Test
    void fastMakesALargerFileOfTheSamePixels() throws IOException {
        Program.in(folder, "-o", "small.png").succeed();
        Program.in(folder, "-o", "fast.png", "--fast").succeed();
        byte[] small = Files.readAllBytes(folder.resolve("small.png"));
        byte[] fast = Files.readAllBytes(folder.resolve("fast.png"));
        assertTrue(fast.length > small.length);
        assertArrayEquals(Decoded.samplesByJdk(small), Decoded.samplesByJdk(fast));
    }

    @Test
    void aDashIsStandardOutputAndMakesNoFile() throws IOException {
        Program.in(folder, "-o", "file.png").succeed();
        byte[] file = Files.readAllBytes(folder.resolve("file.png"));
        assertArrayEquals(file, Program.in(folder, "-o", "-").succeed().outBytes());
        assertArrayEquals(file, Program.in(folder, "-o=-").succeed().outBytes());
        assertEquals(List.of("file.png"), Program.namesIn(folder));
    }

    @ParameterizedTest
    @MethodSource("org.juliaset.Golden#counts")
    void everyDeviceMakesTheSameFile(Golden.CountsCase golden) throws IOException {
        ComplexRegion region = golden.grid().region();
        JuliaSet set = golden.set();
        List<String> options = List.of(
                "-x=" + region.xleft(), "-X=" + region.xright(), "-Y=" + region.ytop(), "-y=" + region.ybot(),
                "-r=" + set.real(), "-i=" + set.imag(), "-t=" + set.threshold(), "-m=0", "-M=" + set.iterationLimit(),
                "-R=" + golden.width());
        byte[] expected = null;
        for (String id : Devices.ids(folder)) {
            Program.in(folder, "-d", id, "-o", "a.npy").with(options.toArray(String[]::new)).succeed();
            byte[] file = Files.readAllBytes(folder.resolve("a.npy"));
            expected = expected == null ? file : expected;
            assertArrayEquals(expected, file, id);
        }
    }

    @Test
    void everyDeviceMakesTheSameFileInFloat32() throws IOException {
        byte[] expected = null;
        for (String id : Devices.ids(folder)) {
            Program.in(folder, "-d", id, "--precision=float", "-R=700", "-M=300", "-o", "a.npy").succeed();
            byte[] file = Files.readAllBytes(folder.resolve("a.npy"));
            expected = expected == null ? file : expected;
            assertArrayEquals(expected, file, id);
        }
        Program.in(folder, "-R=700", "-M=300", "-o", "b.npy").succeed();
        assertFalse(Arrays.equals(expected, Files.readAllBytes(folder.resolve("b.npy"))), "float64 is something else");
    }

    @Test
    void simdMakesTheSameFileAsNoSimd() throws IOException {
        for (String precision : List.of("double", "float")) {
            byte[] expected = null;
            for (String simd : List.of("off", "on", "auto")) {
                Program.in(folder, "-d", "cpu", "-R=701", "-M=300", "--precision", precision, "-o", "a.npy")
                        .env("JULIASET_JAVA_OPTS", "-Djuliaset.simd=" + simd)
                        .succeed();
                byte[] file = Files.readAllBytes(folder.resolve("a.npy"));
                expected = expected == null ? file : expected;
                assertArrayEquals(expected, file, precision + ", " + simd);
            }
        }
    }

    @Test
    void theProgramSaysWhenThePrecisionDoesNotResolveThePixels() {
        String[] deep = {"-x=0.1", "-X=0.1000001", "-y=0.1", "-Y=0.1000001", "-R=50"};
        Program.in(folder).with(deep).succeed();
        Program.Result result = Program.in(folder, "--precision=float").with(deep).run();
        assertEquals(0, result.status());
        assertTrue(
                result.onlyLine().startsWith("juliaset: precision float does not resolve this picture"), result.err());
        assertTrue(result.onlyLine().contains("use --precision double"), result.err());
    }

    @Test
    void theNumberOfThreadsDoesNotShow() throws IOException {
        Program.in(folder, "-d", "cpu", "-o", "cpu.npy").succeed();
        byte[] expected = Files.readAllBytes(folder.resolve("cpu.npy"));
        Program.in(folder, "-d", "CPU", "--threads", "1", "-o", "other.npy").succeed();
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("other.npy")));
    }

    @Test
    void theDeviceMayComeFromTheEnvironmentAndTheOptionWins() {
        Program.in(folder).env("JULIASET_DEVICE", "cpu").succeed();
        Program.in(folder).env("JULIASET_DEVICE", "").succeed();
        Program.Result wrong = Program.in(folder).env("JULIASET_DEVICE", "abacus").run();
        assertEquals(2, wrong.status());
        assertTrue(wrong.onlyLine().startsWith("juliaset: no device is called \"abacus\"; there"), wrong.err());
        assertTrue(wrong.onlyLine().endsWith("; JULIASET_DEVICE is \"abacus\""), wrong.err());
        Program.Result list = Program.in(folder).env("JULIASET_DEVICE", ",").run();
        assertEquals(2, list.status());
        assertEquals(
                "juliaset: device is \",\": give a name, or several with commas between, such as cpu,opencl;"
                        + " JULIASET_DEVICE is \",\"",
                list.onlyLine());
        Program.in(folder, "-d", "cpu").env("JULIASET_DEVICE", "abacus").succeed();
    }

    @Test
    void statsSayWhereTheTimeWentOnStandardError() {
        Program.Result result = Program.in(folder, "--stats", "-d", "cpu").run();
        assertEquals(0, result.status());
        assertEquals("", result.out());
        for (String name : List.of("device", "file", "pixels", "iterations", "time", "grid", "compute", "read-back",
                "encode", "write")) {
            assertTrue(result.err().lines().anyMatch(line -> line.strip().startsWith(name + " ")), result.err());
        }
        assertTrue(result.err().contains("156,500"), result.err());
    }

    @Test
    void statsGoToProgramsAsJsonOnStandardOutputOrBesideThePicture() throws IOException {
        Program.Result toFile = Program.in(folder, "--stats", "--json", "-d", "cpu", "-o", "a.png").succeed();
        Program.Result toOutput = Program.in(folder, "--stats", "--json", "-d", "cpu", "-o", "-").run();
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.png")), toOutput.outBytes());
        for (String text : List.of(toFile.out(), toOutput.err())) {
            JsonNode stats = new ObjectMapper().readTree(text);
            assertEquals(156_500, stats.get("pixels").asInt());
            assertEquals(156_500, stats.get("pixelsByDevice").get("cpu").asInt());
            assertEquals(toOutput.outBytes().length, stats.get("bytes").asInt());
            assertTrue(stats.get("seconds").asDouble() > 0, text);
            for (String stage : List.of("grid", "compute", "read-back", "encode", "write")) {
                assertTrue(stats.get("stageSeconds").get(stage).asDouble() >= 0, text);
            }
        }
    }

    @Test
    void progressIsShownWhenAskedForAndNotByDefaultWithoutATerminal() {
        Program.Result shown = Program.in(folder, "--progress").run();
        assertEquals(0, shown.status());
        assertEquals("", shown.out());
        assertTrue(shown.err().contains("100%"), shown.err());
        Program.in(folder, "--no-progress").succeed();
        Program.in(folder).succeed();
    }

    @Test
    void theLastOfSeveralValuesCounts() {
        String[] repeated = {"-R=5", "-o=a.png", "--no-progress", "--progress", "--no-progress", "-R=7", "-o=-b.png",
                "-o=b.npy"};
        Program.in(folder, repeated).succeed();
        assertEquals(List.of("b.npy"), Program.namesIn(folder));
    }

    @Test
    void aValueMayBeginWithADash() {
        Program.in(folder, "-R=5", "-o=-x.png").succeed();
        Program.in(folder, "-R=5", "-o=--fast.png", "-x=\u22121").succeed();
        assertEquals(List.of("--fast.png", "-x.png"), Program.namesIn(folder));
        Program.in(folder, "info", "--", "-x.png").succeed();
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        String help = Program.in(folder, "-h").succeed().out();
        for (String option : List.of("--resolution", "--xleft", "--ytop", "--fast", "--device", "--stats", "devices")) {
            assertTrue(help.contains(option), help);
        }
        String version = Program.in(folder, "-V").succeed().out();
        assertTrue(version.startsWith("juliaset " + System.getProperty("juliaset.version")), version);
        assertFalse(Files.exists(folder.resolve("plot.png")));
    }
}
