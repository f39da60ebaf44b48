package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many pictures in one process. */
class BatchTest {
    @TempDir
    Path folder;

    private static List<JsonNode> reports(Program.Result result) throws Exception {
        List<JsonNode> reports = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            reports.add(new ObjectMapper().readTree(line));
        }
        return reports;
    }

    private Program.Result batch(String lines, String... options) {
        return InProcess.in(folder, "batch", "-", "-d=cpu").with(options).input(lines).run();
    }

    private void assertIsPicture(String name, String... options) throws Exception {
        Path whole = Files.createDirectories(folder.resolve("whole"));
        InProcess.in(whole, "-o", name, "-d=cpu").with(options).succeed();
        assertArrayEquals(Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(folder.resolve(name)), name);
    }

    @Test
    void picturesAreThoseOfTheirOptions() throws Exception {
        Program.Result result = batch("""
                # a comment

                -R=300 -o a.png
                juliaset -c='-0.8 + 0.156i' --palette=viridis -R 200 -o "b c.tif"
                {"c": "-1", "fit": true, "map": false, "resolution": 250, "output": "d.npy"}
                """, "--jobs=3");
        assertEquals(0, result.status(), result.out() + result.err());
        assertEquals("", result.err());
        List<JsonNode> reports = reports(result);
        assertEquals(List.of(3, 4, 5), reports.stream().map(report -> report.get("line").asInt()).toList());
        assertEquals(
                List.of("a.png", "b c.tif", "d.npy"),
                reports.stream().map(report -> report.get("output").asText()).toList());
        JsonNode first = reports.get(0);
        assertEquals("rendered", first.get("status").asText());
        assertEquals(300, first.get("width").asInt());
        assertEquals(188, first.get("height").asInt());
        assertEquals(Files.size(folder.resolve("a.png")), first.get("bytes").asLong());
        assertTrue(first.get("iterations").asLong() > 0 && first.get("seconds").asDouble() > 0);
        assertFalse(first.has("error"));
        assertIsPicture("a.png", "-R=300");
        assertIsPicture("b c.tif", "-c=-0.8+0.156i", "--palette=viridis", "-R=200");
        assertIsPicture("d.npy", "-c=-1", "--fit", "-R=250");
    }

    @Test
    void aBadLineDoesNotEndTheOthers() throws Exception {
        Files.createDirectory(folder.resolve("folder.png"));
        Program.Result result = batch("""
                -R=0 -o a.png
                -R=100
                -R=100 -o -
                -R=100 -o b.png
                -R=101 -o ./b.png
                --no-such -o c.png
                -R=100 -o 'd.png
                {"resolution": [1], "output": "e.png"}
                {"resolution": 1
                -R=100 -o folder.png
                -R=100 --help -o f.png
                -R=100 -o g.png
                """);
        assertEquals(1, result.status());
        assertEquals("", result.err());
        assertEquals(
                List.of(
                        "resolution is 0: give a whole number from 1 to 2147483647",
                        "the line names no file: add -o FILE",
                        "output is \"-\": a picture of a batch goes to a file",
                        "",
                        "./b.png is the file of line 4, too: give it another name",
                        "Unknown option: '--no-such': see batch --help",
                        "the line is no list of options, a quote ' is not closed: mend it",
                        "\"resolution\" is no text, number or boolean: an option has one of these",
                        "the line is no JSON object: mend it",
                        folder.resolve("folder.png") + " is a folder: give the name of a file",
                        "--help and --version are no options of a picture: leave them out",
                        ""),
                reports(result).stream().map(report -> report.path("error").asText()).toList());
        assertIsPicture("b.png", "-R=100");
        assertIsPicture("g.png", "-R=100");
    }

    @Test
    void aCompletePictureIsNotRenderedAgain() throws Exception {
        Path file = folder.resolve("a.png");
        assertEquals(0, batch("-R=100 --resume -o a.png").status());
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, old);
        List<JsonNode> reports = reports(batch("-R=100 --resume -o a.png\n-R=100 --resume -o b.png"));
        assertEquals("complete", reports.get(0).get("status").asText());
        assertEquals("rendered", reports.get(1).get("status").asText());
        assertEquals(old, Files.getLastModifiedTime(file));
    }

    @Test
    void linesAreReadFromAFile() throws Exception {
        Files.writeString(folder.resolve("lines.txt"), "-R=50 -o a.png\n-R=60 -o b.png");
        Program.Result result = InProcess.in(folder, "batch", "lines.txt", "-d=cpu").run();
        assertEquals(0, result.status(), result.out() + result.err());
        assertEquals(2, reports(result).size());
        result = InProcess.in(folder, "batch", "none.txt").run();
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("juliaset: cannot read none.txt: "), result.err());
    }

    /** Whoever writes a line and waits for its report gets it, before the input ends. */
    @Test
    void aReportIsPrintedWhenItsPictureIsThere() throws Exception {
        PipedInputStream in = new PipedInputStream();
        PipedInputStream printed = new PipedInputStream();
        CompletableFuture<Integer> status;
        try (PipedOutputStream lines = new PipedOutputStream(in)) {
            PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8);
            Console console = new Console(in, new ByteArrayOutputStream(), out, out,
                    new Terminal("", null, -1, Map.of()), Map.of(), folder);
            status = CompletableFuture.supplyAsync(() -> Main.run(console, "batch", "-", "-d=cpu"));
            BufferedReader reports = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
            for (String name : List.of("a.png", "b.png")) {
                lines.write(("-R=80 -o " + name + "\n").getBytes(StandardCharsets.UTF_8));
                lines.flush();
                assertTrue(reports.readLine().contains("\"rendered\",\"output\":\"" + name + "\""));
            }
        }
        assertEquals(0, status.get());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "a b, a|b", "  a   b , a|b", "`a 'b c' d`, a|b c|d", "a\"b c\"d, ab cd", "a\\ b, a b", "'', ``",
        "`\"a\\\"b\\c\"`, `a\"b\\c`", "`'a\\b'`, a\\b", "a #b c, a", "a#b, a#b", "$HOME *, $HOME|*"
    })
    void wordsAreThoseOfAShell(String line, String words) {
        assertEquals(words, String.join("|", Shell.words(line)));
    }

    @Test
    void aLineThatIsCutOffIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Shell.words("a 'b"));
        assertThrows(IllegalArgumentException.class, () -> Shell.words("a \\"));
    }
}
