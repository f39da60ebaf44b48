package org.juliaset.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.imaging.Imaging;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;
import org.juliaset.bench.TimingSummary;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports, read by independent readers. */
class ReportTest {
    private static final Result SKIPPED = new Result(
            "gone, \"quoted\" | piped", "opencl:9.9", "double", "custom", 100, null, null, null, null, null, null, null,
            null, null, null, null, null, null, "it has no float64 arithmetic");

    @TempDir
    Path folder;

    static Result result(String name, double... seconds) {
        double min = Arrays.stream(seconds).min().orElseThrow();
        double max = Arrays.stream(seconds).max().orElseThrow();
        TimingSummary figures =
                new TimingSummary(seconds[0], min, max, Arrays.stream(seconds).boxed().toList());
        Result.Seconds all = new Result.Seconds(figures, new TimingSummary(0, 0, 0, List.of(0.0)), figures);
        return new Result(
                name, "cpu", "double", "custom", 100, 4321L, "0123456789abcdef", 0L, all, 0.1, 0.2, 2, true, 1.5, 3.0,
                0.5, null, null, null);
    }

    static Report report(Result... results) {
        Machine machine = new Machine("a processor", 2, 1 << 30, "an OS", "17", "a JVM", List.of());
        Settings settings = new Settings(3, 2, 10);
        return new Report(
                1, "juliaset 0", "juliaset bench", "2026-11-22T00:00:00Z", machine, settings, List.of(), List.of())
                .with(List.of(results));
    }

    private String written(String name, Exports exports, Report report) throws Exception {
        exports.write(report);
        return Files.readString(folder.resolve(name));
    }

    @Test
    void jsonCarriesTheDocumentedNames() throws Exception {
        Report report = report(result("one", 2, 1, 3), SKIPPED);
        JsonNode root = new ObjectMapper()
                .readTree(written("b.json", new Exports().json(folder.resolve("b.json")), report));
        assertEquals(1, root.get("schema").asInt());
        assertEquals("a processor", root.get("machine").get("processor").asText());
        JsonNode row = root.get("results").get(0);
        for (String name : List.of(
                "name", "device", "precision", "workload", "pixels", "iterations", "countsHash", "mismatches",
                "seconds", "gigaIterationsPerSecond", "shareOfPeak", "skipped")) {
            assertTrue(row.has(name), name);
        }
        for (String part : List.of("kernel", "readback", "total")) {
            for (String figure : List.of("median", "min", "max", "runs")) {
                assertTrue(row.get("seconds").get(part).has(figure), part + "." + figure);
            }
        }
        assertEquals(3, row.get("seconds").get("total").get("runs").size());
        assertTrue(row.get("skipped").isNull());
        assertEquals("it has no float64 arithmetic", root.get("results").get(1).get("skipped").asText());
        assertTrue(root.get("results").get(1).get("seconds").isNull());
        assertEquals(report, JsonReport.read(folder.resolve("b.json")));
    }

    @Test
    void csvHasARowForEachCandidate() throws Exception {
        String csv = written(
                "b.csv", new Exports().csv(folder.resolve("b.csv")), report(result("one", 2, 1, 3), SKIPPED));
        List<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(csv)
                .readAll();
        assertEquals(2, rows.size());
        assertEquals("2.0", rows.get(0).get("totalMedian"));
        assertEquals("1.0", rows.get(0).get("totalMin"));
        assertEquals("3.0", rows.get(0).get("totalMax"));
        assertEquals("gone, \"quoted\" | piped", rows.get(1).get("name"));
        assertEquals("it has no float64 arithmetic", rows.get(1).get("skipped"));
    }

    @Test
    void markdownIsATableOfEvenRows() throws Exception {
        String text = written(
                "b.md", new Exports().markdown(folder.resolve("b.md")), report(result("one", 2, 1, 3), SKIPPED));
        List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
        assertEquals(4, rows.size());
        for (String row : rows) {
            assertEquals(7, row.replace("\\|", "").chars().filter(c -> c == '|').count(), row);
        }
        assertTrue(rows.get(2).startsWith("| one | 2.0000 | 1.0000 to 3.0000 | 1.500 | 50 % | equal |"), rows.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.png", "C.PNG"})
    void aChartIsAPicture(String name) throws Exception {
        new Exports().chart(folder.resolve(name)).write(report(result("one", 2, 1, 3), result("two", 0.01)));
        BufferedImage image = Imaging.getBufferedImage(folder.resolve(name).toFile());
        assertTrue(image.getWidth() > 1000 && image.getHeight() > 300, image.toString());
    }

    @Test
    void aChartAsSvgIsXmlWithTheNames() throws Exception {
        String svg = written(
                "c.svg", new Exports().chart(folder.resolve("c.svg")), report(result("one", 2, 1, 3), SKIPPED));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertEquals(
                "svg",
                factory.newDocumentBuilder()
                        .parse(folder.resolve("c.svg").toFile())
                        .getDocumentElement()
                        .getTagName());
        for (String text : List.of(">one<", ">2.00 s<", ">0.1<", ">1<", ">10<")) {
            assertTrue(svg.contains(text), text);
        }
        assertTrue(svg.indexOf(">2.00 s<") > svg.lastIndexOf("<path"), "something lies over the label");
    }

    @Test
    void whereNothingWasMeasuredThereIsNoFile() throws Exception {
        new Exports().json(folder.resolve("b.json")).chart(folder.resolve("c.png")).write(report(SKIPPED));
        assertFalse(Files.exists(folder.resolve("b.json")) || Files.exists(folder.resolve("c.png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"schema\": 7, \"results\": []}",
        "{\"schema\"",
        "[]",
        "",
        "{\"schema\": 2, \"results\": [null]}",
        "{\"schema\": 2, \"results\": [{}]}",
        "{\"schema\": 2, \"results\": [], \"settings\": {\"runs\": 0}}",
        "{\"schema\": \"two\", \"results\": []}",
    })
    void refusesWhatIsNoExport(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("b.json"), json);
        String message = assertThrows(InvalidParameterException.class, () -> JsonReport.read(file)).getMessage();
        assertTrue(message.startsWith(file + " is no "), message);
    }

    @Test
    void refusesWhatIsNoFile() {
        for (Path file : List.of(folder.resolve("none.json"), folder)) {
            String message = assertThrows(InvalidParameterException.class, () -> JsonReport.read(file)).getMessage();
            assertTrue(message.startsWith(file + " cannot be read: "), message);
        }
    }

    @Test
    void readsTheOlderNamesOfThePeak() throws Exception {
        Report report = report(result("one", 2, 1, 3));
        String old = JsonReport.of(report)
                .replace("peakGigaIterationsPerSecond", "ceilingGigaIterationsPerSecond")
                .replace("shareOfPeak", "shareOfCeiling");
        assertTrue(old.contains("shareOfCeiling"));
        assertEquals(report, JsonReport.read(Files.writeString(folder.resolve("b.json"), old)));
    }

    @Test
    void aChartHasASuffixAndNoFileServesTwoExports() {
        for (String name : List.of("chart.gif", "-", "chart")) {
            assertThrows(InvalidParameterException.class, () -> new Exports().chart(Path.of(name)));
        }
        Exports exports = new Exports().json(folder.resolve("b")).csv(Path.of("-"));
        assertThrows(InvalidParameterException.class, () -> exports.csv(folder.resolve("b")));
        assertThrows(InvalidParameterException.class, () -> exports.markdown(folder.resolve("./b")));
        assertThrows(InvalidParameterException.class, () -> exports.json(Path.of("-")));
    }

    /** The folder of one export is deleted during the measurement. */
    @Test
    void anExportThatFailsCostsThatExportOnly() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Exports exports =
                new Exports().json(gone.resolve("b.json")).chart(gone.resolve("c.png")).csv(folder.resolve("b.csv"));
        assertEquals(List.of(), exports.rehearse());
        assertEquals(List.of(), Files.list(gone).toList(), "a rehearsal leaves nothing");
        Files.delete(gone);
        List<String> failures = exports.write(report(result("one", 2, 1, 3)));
        assertEquals(2, failures.size(), failures.toString());
        assertTrue(failures.get(0).startsWith("cannot write " + gone.resolve("b.json") + ": "), failures.get(0));
        assertTrue(Files.readString(folder.resolve("b.csv")).contains("one"));
        Files.createDirectory(gone);
        assertEquals(List.of(), exports.write(report(result("one", 2, 1, 3))));
        assertTrue(Files.exists(gone.resolve("c.png")));
    }

    @Test
    void anExportToStandardOutputIsWrittenOnceAndToNoFile() throws Exception {
        Report report = report(result("one", 2, 1, 3));
        Exports exports = new Exports().json(Path.of("-")).csv(folder.resolve("b.csv"));
        assertTrue(exports.useStandardOutput());
        assertEquals(List.of(), exports.write(report));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.writeTo(new PrintStream(out, true, StandardCharsets.UTF_8), report);
        assertEquals(JsonReport.of(report), out.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(Path.of("-")));
    }

    @Test
    void aCauseIsOneWarningForAllItConcerns() {
        Report report = report(result("a", 2, 1, 3), result("b", 1), result("c, d", 2, 1.5, 2.5), result("e", 1, 1));
        List<String> warnings = report.warnings();
        assertEquals(2, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith("a; c, d: their runs are 50 to 100 % apart"), warnings.get(0));
        assertTrue(warnings.get(1).startsWith("b; e: 1 to 2 of 3 runs fit into 10 s"), warnings.get(1));
    }

    @Test
    void noisyRunsAndMissingRunsAreWarnedOf() {
        List<String> warnings = report(result("noisy", 2, 1.5, 2.5), result("short", 1)).warnings();
        assertEquals(2, warnings.size());
        assertTrue(warnings.get(0).startsWith("noisy: its runs are 50 % apart"), warnings.get(0));
        assertTrue(warnings.get(1).startsWith("short: 1 of 3 runs fit into 10 s"), warnings.get(1));
        assertEquals(List.of(), report(result("calm", 2, 2.01, 1.99)).warnings());
    }

    @Test
    void tablesFitEightyColumns() {
        Result wide = result("a name that goes on for quite a while and longer", 1234.5);
        List<Result> results = List.of(wide, SKIPPED, result("one", 2, 1, 3));
        String tables = TextTable.results(results) + TextTable.checks(results) + TextTable.ladder(results.stream()
                .map(r -> r.skipped() == null ? withSpeedups(r) : r)
                .toList());
        tables.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(tables.contains("\na name that goes on for quite a while and longer\n     "), tables);
        assertTrue(tables.contains("  skipped: it has no float64 arithmetic"), tables);
    }

    private static Result withSpeedups(Result r) {
        return new Result(
                r.name(), r.device(), r.precision(), r.workload(), r.pixels(), r.iterations(), r.countsHash(),
                r.mismatches(), r.seconds(), r.startSeconds(), r.firstRunSeconds(), r.warmupRuns(), r.steady(),
                r.gigaIterationsPerSecond(), r.peakGigaIterationsPerSecond(), r.shareOfPeak(), 12.5, 2.5,
                r.skipped());
    }

    @Test
    void aComparisonMarksChangesBeyondTheSpread() {
        Report older = report(
                result("faster", 2, 1.9, 2.1), result("slower", 2, 1.9, 2.1), result("same", 2, 1.9, 2.1), SKIPPED);
        String table = ReportDiff.of(
                older,
                report(
                        result("faster", 1, 0.9, 1.1),
                        result("slower", 4, 3.9, 4.1),
                        result("same", 2.05, 1.95, 2.2),
                        result("new", 1),
                        SKIPPED));
        List<String> rows = table.lines().toList();
        assertEquals(5, rows.size(), table);
        assertTrue(rows.get(1).matches("faster .* 2\\.0000 +1\\.0000 +0\\.500 +FASTER"), rows.get(1));
        assertTrue(rows.get(2).matches("slower .* 2\\.0000 +4\\.0000 +2\\.000 +SLOWER"), rows.get(2));
        assertTrue(rows.get(3).matches("same .* 1\\.025 +within the spread"), rows.get(3));
        assertEquals("only in this one: new", rows.get(4));
    }

    @Test
    void fewRunsAreNoVerdict() {
        Report one = report(result("one", 2), result("two", 2, 2.1), result("three", 2, 2.1, 2.2));
        Report other = report(result("one", 1), result("two", 1, 1.1, 1.2), result("three", 1, 1.1, 1.2));
        List<String> rows = ReportDiff.of(one, other).lines().toList();
        assertTrue(rows.get(1).endsWith("0.500  too few runs to tell"), rows.get(1));
        assertTrue(rows.get(2).endsWith("0.500  too few runs to tell"), rows.get(2));
        assertTrue(rows.get(3).endsWith("0.500  FASTER"), rows.get(3));
    }

    private static Report other(Report report, String program, Machine machine, int threads) {
        Settings settings = new Settings(3, 2, 10, threads);
        return new Report(
                2, program, report.command(), report.started(), machine, settings, report.results(), List.of());
    }

    @Test
    void aComparisonNamesWhatElseHasChanged() {
        Report newer = report(result("one", 2, 1, 3));
        assertFalse(ReportDiff.of(newer, newer).contains("other "));
        Machine old = new Machine(
                "a slower one", 4, 1 << 30, "an OS", "11", "a JVM",
                List.of(new Machine.OpenCl("opencl:0.0", "a device", "a platform", "1")));
        Machine now = new Machine(
                "a processor", 4, 1 << 30, "an OS", "17", "a JVM",
                List.of(new Machine.OpenCl("opencl:0.0", "a device", "a platform", "2")));
        String table = ReportDiff.of(other(newer, "juliaset 0", old, 1), other(newer, "juliaset 1", now, 2));
        List<String> rows = table.lines().toList();
        assertEquals(
                List.of(
                        "other program: juliaset 0 then, juliaset 1 now",
                        "other processor: a slower one then, a processor now",
                        "other Java: 11 then, 17 now",
                        "other threads: 1 then, 2 now",
                        "other opencl:0.0: a device, a platform, driver 1 then, a device, a platform,",
                        "    driver 2 now"),
                rows.subList(2, rows.size()));
    }

    @Test
    void aComparisonOfNothingInCommonSaysSo() {
        Result one = result("one", 2, 1, 3);
        Result single = new Result(
                "two", "cpu", "float", "other", 50, 21L, "", 0L, one.seconds(), 0.1, 0.2, 2, true, 1.5, 3.0, 0.5, null,
                null, null);
        List<String> rows = ReportDiff.of(report(one), report(single)).lines().toList();
        assertEquals(
                List.of(
                        "The older has nothing in common with this, there is nothing to compare.",
                        "other workload: custom of 100 pixels, 4321 iterations then, other of 50 pixels,",
                        "    21 iterations now",
                        "other precision: double then, float now",
                        "only in the older: one",
                        "only in this one: two"),
                rows);
    }
}
