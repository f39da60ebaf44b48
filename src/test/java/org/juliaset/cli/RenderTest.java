package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.juliaset.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of a render. */
class RenderTest {
    @TempDir
    Path folder;

    @Test
    void optionsTakeTheirValueWithAndWithoutAnEqualsSignInShortAndInLong() throws IOException {
        InProcess.in(folder, "-o", "a.png", "-x=-0.3", "-X=0.3", "-y=-.2", "-Y=2e-1", "-r=-0.4", "-i=0.6", "-t=3",
                "-m=0", "-M=60", "-R=120").succeed();
        InProcess.in(folder, "-o", "b.png", "-x", "-0.3", "-X", "0.3", "-y", "-.2", "-Y", "2e-1", "-r", "-0.4", "-i",
                "0.6",
                "-t", "3", "-m", "0", "-M", "60", "-R", "120").succeed();
        InProcess.in(folder, "--output=c.png", "--xleft=-0.3", "--xright=0.3", "--ybot", "-.2", "--ytop", "2e-1",
                "--real",
                "-0.4", "--imag", "0.6", "--threshold", "3", "--itermin", "0", "--itermax", "60", "--resolution", "120")
                .succeed();
        byte[] a = Files.readAllBytes(folder.resolve("a.png"));
        assertArrayEquals(a, Files.readAllBytes(folder.resolve("b.png")));
        assertArrayEquals(a, Files.readAllBytes(folder.resolve("c.png")));
    }

    @Test
    void fastMakesALargerFileOfTheSamePixels() throws IOException {
        InProcess.in(folder, "-o", "small.png").succeed();
        InProcess.in(folder, "-o", "fast.png", "--fast").succeed();
        byte[] small = Files.readAllBytes(folder.resolve("small.png"));
        byte[] fast = Files.readAllBytes(folder.resolve("fast.png"));
        assertTrue(fast.length > small.length);
        assertArrayEquals(Decoded.samplesByJdk(small), Decoded.samplesByJdk(fast));
    }

    @Test
    void theProgramSaysWhenThePrecisionDoesNotResolveThePixels() {
        String[] deep = {"-x=0.1", "-X=0.1000001", "-y=0.1", "-Y=0.1000001", "-R=50"};
        InProcess.in(folder).with(deep).succeed();
        Program.Result result = InProcess.in(folder, "--precision=float").with(deep).run();
        assertEquals(0, result.status());
        assertTrue(
                result.onlyLine().startsWith("juliaset: precision float does not resolve this picture"), result.err());
        assertTrue(result.onlyLine().contains("use --precision double"), result.err());
    }

    @Test
    void theNumberOfThreadsDoesNotShow() throws IOException {
        InProcess.in(folder, "-d", "cpu", "-o", "cpu.npy").succeed();
        byte[] expected = Files.readAllBytes(folder.resolve("cpu.npy"));
        InProcess.in(folder, "-d", "CPU", "--threads", "1", "-o", "other.npy").succeed();
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("other.npy")));
    }

    @Test
    void statsSayWhereTheTimeWentOnStandardError() {
        Program.Result result = InProcess.in(folder, "--stats", "-d", "cpu").run();
        assertEquals(0, result.status());
        assertEquals("", result.out());
        for (String name : List.of("device", "kernel", "file", "pixels", "iterations", "time", "grid", "compute",
                "read-back", "encode", "write")) {
            assertTrue(result.err().lines().anyMatch(line -> line.strip().startsWith(name + " ")), result.err());
        }
        assertTrue(result.err().contains("156,500"), result.err());
        // it is done before SIMD could be prepared
        assertTrue(result.err().contains("\nkernel        orbits interleaved\n"), result.err());
    }

    @Test
    void statsGoToProgramsAsJsonOnStandardOutputOrBesideThePicture() throws IOException {
        Program.Result toFile = InProcess.in(folder, "--stats", "--json", "-d", "cpu", "-o", "a.png").succeed();
        Program.Result toOutput = InProcess.in(folder, "--stats", "--json", "-d", "cpu", "-o", "-").run();
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.png")), toOutput.outBytes());
        for (String text : List.of(toFile.out(), toOutput.err())) {
            JsonNode stats = new ObjectMapper().readTree(text);
            assertEquals(156_500, stats.get("pixels").asInt());
            assertEquals(156_500, stats.get("pixelsByDevice").get("cpu").asInt());
            assertEquals("orbits interleaved", stats.get("kernel").asText());
            assertEquals(toOutput.outBytes().length, stats.get("bytes").asInt());
            assertTrue(stats.get("seconds").asDouble() > 0, text);
            for (String stage : List.of("grid", "compute", "read-back", "encode", "write")) {
                assertTrue(stats.get("stageSeconds").get(stage).asDouble() >= 0, text);
            }
        }
    }

    @Test
    void progressIsShownWhenAskedForAndNotByDefaultWithoutATerminal() {
        Program.Result shown = InProcess.in(folder, "--progress").run();
        assertEquals(0, shown.status());
        assertEquals("", shown.out());
        assertTrue(shown.err().contains("100%"), shown.err());
        InProcess.in(folder, "--no-progress").succeed();
        InProcess.in(folder).succeed();
    }

    @Test
    void theLastOfSeveralValuesCounts() {
        String[] repeated = {"-R=5", "-o=a.png", "--no-progress", "--progress", "--no-progress", "-R=7", "-o=-b.png",
                "-o=b.npy"};
        InProcess.in(folder, repeated).succeed();
        assertEquals(List.of("b.npy", "b.npy.json"), Program.namesIn(folder));
    }

    @Test
    void aValueMayBeginWithADash() {
        InProcess.in(folder, "-R=5", "-o=-x.png").succeed();
        InProcess.in(folder, "-R=5", "-o=--fast.png", "-x=\u22121").succeed();
        assertEquals(List.of("--fast.png", "-x.png"), Program.namesIn(folder));
        InProcess.in(folder, "info", "--", "-x.png").succeed();
    }
}
