package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renders that are interrupted, and renders larger than memory. */
class InterruptIT {
    @TempDir
    Path folder;

    @TempDir
    Path streams;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void aSignalEndsItAndLeavesTheOlderFileAndNothingElse(String signal, int status) throws Exception {
        Path older = Files.writeString(folder.resolve("big.png"), "older");
        Process process = Program.in(folder, "-o", "big.png", "-R=100000")
                .start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
        try {
            waitForPartialFile();
            long pid = process.pid();
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(status, process.exitValue());
        assertEquals("older", Files.readString(older));
        assertEquals(List.of("big.png"), Program.namesIn(folder));
        assertEquals("", Files.readString(streams.resolve("err")));
    }

    private void waitForPartialFile() throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            for (String name : Program.namesIn(folder)) {
                if (name.endsWith(".part") && Files.size(folder.resolve(name)) > 100_000) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no partial file: " + Program.namesIn(folder));
    }

    @Test
    void aPictureLargerThanTheHeapIsRendered() throws IOException {
        Program.in(folder, "-R=15000", "-o", "big.png", "--fast")
                .env("JULIASET_JAVA_OPTS", "-Xmx64m")
                .succeed();
        assertTrue(Files.size(folder.resolve("big.png")) > 1_000_000);
    }

    @Test
    void aRowThatMemoryDoesNotHoldIsRendered() throws IOException {
        Program.Result result = Program.in(
                        folder, "-R=30000000", "-y=-0.0000001", "-Y=0.0000001", "-M=6", "-o", "wide.png")
                .env("JULIASET_JAVA_OPTS", "-Xmx64m")
                .run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().contains("most programs refuse"), result.err());
        assertTrue(Files.size(folder.resolve("wide.png")) > 10_000);
    }
}
