package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bench command measures, prints and exports. */
class BenchTest {
    private static final String[] SHORT = {"bench", "--runs=2", "--warmup=1"};

    @TempDir
    Path folder;

    private InProcess bench(String... options) {
        return InProcess.in(folder, SHORT).with(options);
    }

    @Test
    void tablesAndEveryExportAreWritten() {
        Program.Result run = bench(
                        "-R=200", "-d=cpu", "--export-json=b.json", "--export-csv=b.csv", "--export-markdown=b.md",
                        "--export-chart=b.svg")
                .run();
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("custom: 200 x 125 pixels, itermax 80, float64\n"), run.out());
        assertTrue(run.out().contains("\nbuilt-in engine "), run.out());
        assertEquals(List.of("b.csv", "b.json", "b.md", "b.svg"), Program.namesIn(folder));
        Program.Result again = bench("-R=200", "-d=cpu", "--compare=b.json").run();
        assertEquals(0, again.status(), again.err());
        assertTrue(again.out().contains("compared with the older"), again.out());
    }

    @Test
    void aMapIsMeasuredOnEveryDevice() {
        Program.Result run = bench("--map", "-R=200", "-M=300").run();
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("custom: 200 x 156 pixels, itermax 300, float64\n"), run.out());
    }

    @Test
    void anExportIsWhatIsPrinted() throws IOException {
        Program.Result run = bench("-R=200", "-d=cpu", "--json", "--export-json=b.json", "--export-csv=b.csv").run();
        assertEquals(0, run.status(), run.err());
        assertEquals(run.out(), Files.readString(folder.resolve("b.json")));
        String share = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("results").get(0)
                .getAsJsonObject().get("shareOfPeak").getAsString();
        assertTrue(Files.readString(folder.resolve("b.csv")).contains("," + share + ","), share);
    }

    @ParameterizedTest
    @CsvSource({"--export-json=-, {", "--export-csv=-, 'name,device,'", "--export-markdown=-, | |"})
    void anExportToStandardOutputHasItForItself(String export, String start) {
        Program.Result run = bench("-R=200", "-d=cpu", export).run();
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith(start), run.out());
        assertTrue(run.err().startsWith("custom: 200 x 125 pixels"), run.err());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--runs=0                              | runs is 0: ",
        "--runs=x                              | Invalid value for option '--runs': \"x\" is not a whole number",
        "--max-time=0                          | max-time is 0.0: ",
        "--workload=best                       | workload \"best\" is unknown: use one of article-detail, ",
        "--workload=interior -R=5              | workload is interior and there are options for another: ",
        "--device=abacus                       | no device is called \"abacus\"; there ",
        "--export-chart=b.gif                  | chart \"b.gif\" has no suffix that names a format: use .png or .svg",
        "--export-json=none/b.json             | there is no folder ",
        "--compare=none.json                   | none.json cannot be read: ",
        "--compare=.                           | . cannot be read: ",
        "--export-json=b --export-csv=./b      | two exports go to ./b: give each a file of its own",
        "--export-json=- --json                | two exports go to standard output: give each a file of its own",
        "--export-chart=-                      | chart \"-\" has no suffix that names a format: use .png or .svg",
        "--threads=0                           | threads is 0: ",
        "-R=0                                  | resolution is 0: ",
        "--map -r=0.25                         | --map and --real are both given: leave one out",
        "--map --ladder                        | the article's implementations compute Julia sets: leave out --ladder",
    })
    void badInputIsRefusedInOneLineWithStatusTwo(String options, String message) {
        Program.Result result = InProcess.in(folder, "bench").with(options.split(" +")).run();
        assertEquals(2, result.status(), result.err());
        assertTrue(result.onlyLine().startsWith("juliaset: " + message), result.err());
        assertEquals(List.of(), Program.namesIn(folder));
    }
}
