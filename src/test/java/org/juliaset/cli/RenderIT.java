package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The pictures that the program writes. */
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
        for (String id : Devices.ids()) {
            Program.in(folder, "-d", id, "-o", "a.npy").with(options.toArray(String[]::new)).succeed();
            byte[] file = Files.readAllBytes(folder.resolve("a.npy"));
            expected = expected == null ? file : expected;
            assertArrayEquals(expected, file, id);
        }
    }

    @Test
    void everyDeviceMakesTheSameFileInFloat32() throws IOException {
        byte[] expected = null;
        for (String id : Devices.ids()) {
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
