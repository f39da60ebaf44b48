package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, of the program and of its commands. */
class HelpTest {
    @TempDir
    Path folder;

    private String help(int columns, String... arguments) {
        return InProcess.in(folder, arguments).env("COLUMNS", Integer.toString(columns)).succeed().out();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "animate", "batch", "bench", "cache", "completion", "devices",
        "explore", "info", "join", "palettes", "plan", "presets", "verify"
    })
    void helpOfACommandIsTheSameHoweverItIsAskedFor(String command) {
        String expected = help(80, command, "--help");
        assertTrue(expected.startsWith("Usage: juliaset " + command), expected);
        assertEquals(expected, help(80, "--help", command));
        assertEquals(expected, help(80, "help", command));
        assertEquals(expected, help(80, command, "-h"));
    }

    @Test
    void helpIsLongAndShort() {
        String full = help(80, "--help");
        assertEquals(full, help(80, "help"));
        for (String heading : List.of(
                "Usage:", "Picture:", "Region:", "Output:", "Devices:", "Large pictures:", "Reporting:", "Commands:",
                "Examples:", "Exit status:", "Environment variables:")) {
            assertTrue(full.lines().anyMatch(line -> line.startsWith(heading)), heading);
        }
        assertFalse(full.contains("\nOptions:"), "an option without a heading: " + full);
        String brief = help(80, "-h");
        assertTrue(brief.lines().count() < full.lines().count() * 3 / 4, brief);
        assertTrue(brief.contains("juliaset --help lists all options"), brief);
        assertFalse(brief.contains("--keep-partial") || brief.contains("Exit status"), brief);
    }

    @Test
    void helpIsAsWideAsTheTerminalAndBreaksNoWord() {
        Pattern words = Pattern.compile("\\s+");
        for (String command : List.of("--help", "bench", "verify")) {
            TreeSet<String> whole = new TreeSet<>(List.of(words.split(help(1000, "--help", command))));
            for (int columns : new int[] {40, 60, 80, 100, 120}) {
                String help = help(columns, "--help", command);
                int widest = help.lines().mapToInt(String::length).max().orElseThrow();
                boolean fits = widest <= Math.min(columns, 100) && widest > Math.min(columns, 100) - 12;
                assertTrue(fits || columns == 40, columns + ": " + widest);
                assertEquals(whole, new TreeSet<>(List.of(words.split(help))), command + " at " + columns);
            }
        }
    }

    @Test
    void withoutATerminalThereAreNoColours() {
        assertFalse(help(80, "--help").contains("\u001b"));
    }
}
