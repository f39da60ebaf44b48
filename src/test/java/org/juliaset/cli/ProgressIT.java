package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The progress of a render: on a terminal, which script(1) of util-linux emulates, and in a log. */
@Tag("one-jdk")
class ProgressIT {
    /** One or two seconds on one thread. */
    private static final String PICTURE =
            "-x=-0.1 -X=0.1 -y=-0.1 -Y=0.1 -m=20 -M=200 -R=4000 --threads=1 -d=cpu -o=x.png";

    private static final String LINE = "juliaset: \\d{1,3}% of 16\\.0 Mpx after [\\d.]+ s, [\\d.]+ Mpx/s(, .* left)?";

    @TempDir
    Path folder;

    @BeforeAll
    static void requireScript() throws Exception {
        boolean isThere = new ProcessBuilder("script", "-qec", "true", "/dev/null")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor() == 0;
        assumeTrue(isThere, "util-linux's script is not here");
    }

    /** Runs a line of shell on a terminal; "$J" is the program. Returns what the terminal was sent. */
    private String onTerminal(int columns, String line) {
        Program program = Program.command(folder, "script", "-qec", "stty cols " + columns + "; " + line, "/dev/null");
        return program.env("J", Program.LAUNCHER.toString()).env("TERM", "xterm").env("COLUMNS", null).run().out();
    }

    private static List<String> lines(String sent, int columns) {
        Screen screen = Screen.of(sent, columns);
        assertEquals(0, screen.wrapped(), sent);
        return screen.lines();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 25, 40, 79, 80, 132})
    void theBarFitsItsTerminal(int columns) {
        List<String> shown = lines(onTerminal(columns, "$J " + PICTURE), columns);
        assertEquals(2, shown.size(), shown.toString());
        assertTrue(shown.get(0).contains("100%") && shown.get(1).isEmpty(), shown.toString());
    }

    @Test
    void theBarFollowsTheSizeOfItsTerminal() {
        String render = "timeout --foreground -s TERM 6 $J " + PICTURE.replace("4000", "20000");
        String sent = onTerminal(120, render + " & sleep 3; stty cols 30; wait");
        int[] lengths = Arrays.stream(sent.split("[\r\n]+")).mapToInt(String::length).toArray();
        assertTrue(Arrays.stream(lengths).max().orElseThrow() > 80, sent);
        assertTrue(lengths[lengths.length - 1] < 30, sent);
    }

    @Test
    void noticesAndRefusalsHaveLinesOfTheirOwn() {
        String large = PICTURE.replace("4000", "20000");
        String interrupted = onTerminal(250,
                "$J --keep-partial " + large + " & job=$!; until [ $(cat x.png.part.journal"
                + " 2>&1 | wc -l) -gt 3 ]; do sleep 0.1; done; sleep 0.5; kill -TERM $job; wait");
        List<String> kept = lines(interrupted, 250);
        assertTrue(interrupted.endsWith("\n"), interrupted);
        assertTrue(kept.stream().anyMatch(
                line -> line.matches("juliaset: .* % of the picture is kept in x.png.part.*")),
                interrupted);
        List<String> refused = lines(onTerminal(250, "$J " + large), 250);
        assertEquals(2, refused.size(), refused.toString());
        assertTrue(refused.get(0).contains("--resume"), refused.toString());
        List<String> resumed = lines(onTerminal(250, "timeout -s INT 8 $J --resume " + large), 250);
        assertTrue(resumed.get(0).matches("juliaset: .* % of x.png is there already"), resumed.toString());
    }

    @Test
    void aRenderThatIsInterruptedLeavesTheCursorAtTheStartOfALine() {
        String sent = onTerminal(80, "timeout -s INT 5 $J " + PICTURE.replace("4000", "20000"));
        assertTrue(sent.endsWith("\n"), sent);
        assertEquals(2, lines(sent, 80).size(), sent);
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aTerminalThatCannotGoBackGetsNoBarAndNoColours() {
        assertEquals("", onTerminal(80, "TERM=dumb $J " + PICTURE));
        assertFalse(onTerminal(80, "TERM=dumb $J --help").contains("\u001b"));
        assertFalse(onTerminal(80, "NO_COLOR=1 $J --help").contains("\u001b"));
        assertTrue(onTerminal(80, "$J --help").contains("\u001b"));
    }

    @Test
    void aBenchmarksBarFitsItsTerminalToo() {
        String bench = "$J bench --workload=article-overview --runs=2 --warmup=1 -d=cpu --json > x.json";
        for (int columns : new int[] {30, 80}) {
            String sent = onTerminal(columns, bench);
            List<String> bars = Arrays.stream(sent.split("\r")).filter(line -> line.startsWith("bench")).toList();
            assertFalse(bars.isEmpty(), sent);
            bars.forEach(bar -> assertTrue(bar.length() < columns && !bar.contains("\n"), bar));
            assertTrue(Screen.of(sent, columns).lines().stream().noneMatch(line -> line.contains("bench [")), sent);
        }
    }

    @Test
    void aLogGetsALineFromTimeToTimeIfTheWorkIsLong() throws IOException {
        List<String> log = log("").lines().toList();
        assertTrue(log.size() >= 2 && log.size() < 40, log.toString());
        log.forEach(line -> assertTrue(line.matches(LINE), line));
        assertTrue(log.get(log.size() - 1).startsWith("juliaset: 100% of"), log.toString());
        assertEquals("", log("--no-progress"));
        Files.delete(folder.resolve("x.png"));
        Program.in(folder, PICTURE.split(" ")).succeed();
    }

    @Test
    void aLogGetsTheEndWhereProgressWasAskedFor() {
        String log = Program.in(folder, "--progress").with(PICTURE.split(" ")).run().err();
        assertTrue(log.lines().allMatch(line -> line.matches(LINE)), log);
        assertTrue(log.contains("juliaset: 100% of") && !log.contains("\r"), log);
    }

    private String log(String option) {
        return Program.in(folder, (PICTURE + " " + option).strip().split(" "))
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.progress.millis=200")
                .run()
                .err();
    }
}
