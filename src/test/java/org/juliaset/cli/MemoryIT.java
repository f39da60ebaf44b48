package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code --memory}, which the launcher and the program must interpret alike. */
@Tag("one-jdk")
class MemoryIT {
    /** What the launcher leaves for the process beside Java's heap, in MiB. */
    private static final int OTHER = 160;

    @TempDir
    Path folder;

    /** Returns the options that Java gets, printed by a program in its place. */
    private String javaOptions(String... memory) throws IOException {
        Path java = folder.resolve("jdk/bin/java");
        if (!Files.exists(java)) {
            Files.createDirectories(java.getParent());
            Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
            assertTrue(java.toFile().setExecutable(true));
        }
        return Program.in(folder, memory).env("JAVA_HOME", folder.resolve("jdk").toString()).succeed().out();
    }

    @ParameterizedTest
    @CsvSource({
        "400M, 400", "400m, 400", "400MB, 400", "400MiB, 400", "400mib, 400", "1G, 1024", "1g, 1024", "1GB, 1024",
        "1GiB, 1024", "1gb, 1024", "1.5G, 1536", "1.5gib, 1536", "0.5G, 512", "1.05G, 1075", "1.050G, 1075",
        "1.0999G, 1125", "0.001T, 1048", "300.9M, 300", "262144K, 256", "262144kB, 256", "268435456, 256",
        "268435456B, 256", "256.0M, 256"
    })
    void theLauncherAndTheProgramUnderstandASizeAlike(String size, long mebibytes) throws IOException {
        assertEquals(mebibytes, MemoryOption.mebibytes(size));
        String heap = " -Xmx" + (mebibytes - OTHER) + "m ";
        assertTrue(javaOptions("--memory", size).contains(heap), size);
        assertTrue(javaOptions("--memory=" + size).contains(heap), size);
        assertTrue(
                javaOptions("--memory=2G", "-R", "5", "--memory", size).contains(heap), "the last one counts: " + size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "G", "-1G", "1,5G", "1.5.2G", "1e9", "2 G", "2P", "0x10M", "0400M", "many", "12345678901"})
    void whatIsNoSizeIsRefused(String size) throws IOException {
        assertThrows(InvalidParameterException.class, () -> MemoryOption.mebibytes(size));
        assertFalse(javaOptions("--memory=" + size).contains("-Xmx"), size);
        Program.Result result = Program.in(folder, "--memory=" + size).run();
        assertEquals(2, result.status());
        assertEquals(
                "juliaset: memory is \"" + size
                + "\": give a number of bytes, or with K, M, G or T, such as 400M or 1.5G", result.onlyLine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000G", "100000GiB", "9999999999T", "50.5T"})
    void moreThanTheMachineHasIsRefusedInOneLine(String size) {
        Program.Result result = Program.in(folder, "--memory", size).run();
        assertEquals(2, result.status());
        String line = result.onlyLine();
        assertTrue(line.matches("juliaset: memory is " + size
                + " and a process may take [\\d.]+ [GT]iB here: give less"), line);
    }

    @Test
    void moreThanAnAddressSpaceHoldsIsRefusedInOneLine() {
        Program.Result result = Program.command(
                folder, "sh", "-c", "ulimit -v 4000000; \"$0\" --memory 3G", Program.LAUNCHER.toString())
                .run();
        assertEquals(2, result.status(), result.err());
        assertTrue(result.onlyLine().endsWith(" and a process may take 2.314 GiB here: give less"), result.err());
    }

    @Test
    void aLittleIsEnoughAndLessIsRefused() {
        Program.in(folder, "--memory=192MiB", "-R=20").succeed();
        Program.Result result = Program.in(folder, "--memory=191.9M").run();
        assertEquals(2, result.status());
        assertEquals("juliaset: memory is 191.9M: give 192M or more", result.onlyLine());
    }
}
