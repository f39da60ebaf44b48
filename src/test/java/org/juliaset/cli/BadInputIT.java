package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input that takes a process to test; {@link BadInputTest} has the rest. */
@Tag("one-jdk")
class BadInputIT {
    @TempDir
    Path folder;

    /** In the locale's characters, and relative to the folder where it runs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-R=0         | resolution is 0: give a whole number from 1 to 2147483647",
        "\u2013R=5    | Unmatched argument at index 0: '\u2013R=5': did you mean -R=5? See juliaset --help",
        "-o none/a.png | there is no folder ",
        "-o .          | output \".\" has no suffix that names a format: ",
    })
    void aMistakeEndsTheProcessWithStatusTwo(String options, String message) {
        Program.Result result = Program.in(folder).with(options.split(" +")).run();
        assertEquals(2, result.status(), result.err());
        assertTrue(result.onlyLine().startsWith("juliaset: " + message), result.err());
        assertEquals("", result.out());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        // the reader ends before anything is written
        String script = "{ sleep 1; \"$0\" $1; echo $? >&2; } | true";
        for (String what : List.of("devices", "--help", "-V", "--dry-run")) {
            Program.Result result = Program.command(folder, "bash", "-c", script, Program.LAUNCHER.toString(), what)
                    .run();
            assertEquals("141", result.onlyLine(), what);
        }
        Program.Result picture = Program.command(folder, "bash", "-c", script, Program.LAUNCHER.toString(), "-o-")
                .run();
        assertEquals("juliaset: cannot write to standard output: Broken pipe\n1\n", picture.err());
    }

    @Test
    void lostOutputIsAFailure() {
        for (String what : List.of("devices", "-h", "-V")) {
            String[] command = {"sh", "-c", "\"$0\" " + what + " > /dev/full", Program.LAUNCHER.toString()};
            Program.Result result = Program.command(folder, command).run();
            assertEquals(1, result.status());
            assertEquals("juliaset: cannot write to standard output", result.onlyLine());
        }
    }

    @Test
    void aPictureThatMemoryCannotHoldIsRefusedBeforeItIsComputed() {
        Program.Result result = Program.in(folder, "-o", "big.bmp", "-R=20000")
                .env("JULIASET_JAVA_OPTS", "-Xmx256m")
                .run();
        assertEquals(2, result.status());
        String line = result.onlyLine();
        assertTrue(line.startsWith("juliaset: a BMP of 20000 x 12500 pixels takes 238.4 MiB of memory and "), line);
        assertTrue(line.endsWith("use a format that streams, .png, .npy, .tif, .pgm, .pnm or .ppm"), line);
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aDiskThatIsFullIsAFailureWithStatusOne() {
        Program.Result result = Program.command(
                folder, "sh", "-c", "\"$0\" -o - > /dev/full", Program.LAUNCHER.toString())
                .run();
        assertEquals(1, result.status(), result.err());
        assertEquals("juliaset: cannot write to standard output: No space left on device", result.onlyLine());
        assertFalse(result.err().contains("Exception"), result.err());
    }
}
