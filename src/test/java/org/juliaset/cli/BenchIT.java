package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.juliaset.BrokenDriver;
import org.juliaset.Golden;
import org.juliaset.bench.PlantedProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bench command. */
class BenchIT {
    private static final String[] SHORT = {"bench", "--runs=2", "--warmup=1"};

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    private Program bench(String... options) {
        return Program.in(folder, SHORT).with(options);
    }

    @Tag("one-jdk")
    @Test
    void everyRowOfTheLadderHasTheGoldenCounts() {
        Program.Result run = bench("--ladder", "--workload=article-overview", "--json").run();
        assertEquals(0, run.status(), run.err());
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals("juliaset bench --runs=2 --warmup=1 --ladder --workload=article-overview --json",
                report.get("command").getAsString());
        String golden = Golden.counts()
                .filter(c -> c.name().equals("article-overview"))
                .findFirst()
                .orElseThrow()
                .sha256();
        JsonArray rows = report.getAsJsonArray("results");
        assertTrue(rows.size() >= 8, run.out());
        for (JsonElement element : rows) {
            JsonObject row = element.getAsJsonObject();
            assertEquals(0, row.get("mismatches").getAsLong(), row.toString());
            if (!row.get("name").getAsString().contains("PNG")) {
                assertEquals(golden, row.get("countsHash").getAsString());
            }
            assertEquals(2, row.getAsJsonObject("seconds").getAsJsonObject("total").getAsJsonArray("runs").size());
        }
    }

    /** Without a folder for temporary files, or a display that is named and not there. */
    @ParameterizedTest
    @CsvSource({"JULIASET_JAVA_OPTS, -Djava.io.tmpdir=/nonexistent", "DISPLAY, :77"})
    void aChartNeedsNothingElse(String variable, String value) {
        Program.Result run = bench("-R=50", "-d=cpu", "--ladder", "--export-chart=c.png").env(variable, value).run();
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("\nwith PNG  "), run.out());
        assertEquals(List.of("c.png"), Program.namesIn(folder));
    }

    /** A window system that is not there, fonts that are not, a Java that cannot draw. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-Djava.awt.headless=false       | juliaset: cannot write c.svg: Can't connect to X11",
        "-Duser.home=/nonexistent        | juliaset: cannot write c.svg: Fontconfig head is null",
        "--limit-modules=java.base       | lacks the module java.desktop, which a chart needs",
    })
    void whatAChartLacksIsSaidBeforeAnythingIsMeasured(String javaOption, String message) throws IOException {
        Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        Program.Result run = bench("-d=cpu", "--export-chart=c.svg", "--export-json=b.json")
                .env("JULIASET_JAVA_OPTS", javaOption)
                .env("DISPLAY", ":77")
                .env("FONTCONFIG_FILE", noFonts.toString())
                .run();
        assertEquals(1, run.status(), run.err());
        assertTrue(run.onlyLine().contains(message), run.err());
        assertEquals("", run.out());
        assertEquals(List.of("fonts.conf"), Program.namesIn(folder));
    }

    /** Starts a long measurement, and returns when it has written both of its exports. */
    private Process startAndExport(String runs) throws Exception {
        Files.createDirectory(folder.resolve("x"));
        Process process = Program.in(folder, "bench", runs, "--max-time=1000", "-d=cpu", "-R=100")
                .with("--export-json=b.json", "--export-csv=x/b.csv")
                .start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
        for (int tries = 0; !Files.exists(folder.resolve("x/b.csv")) && tries < 1000; tries++) {
            Thread.sleep(20);
        }
        return process;
    }

    @Tag("one-jdk")
    @Test
    void aFolderThatGoesWhileMeasuringCostsItsExportOnly() throws Exception {
        Process process = startAndExport("--runs=1000");
        try {
            Files.move(folder.resolve("x"), folder.resolve("y"));
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(1, process.exitValue());
        String err = Files.readString(streams.resolve("err"));
        assertTrue(err.contains("juliaset: cannot write x/b.csv: there is no folder "), err);
        assertTrue(Files.readString(streams.resolve("out")).contains("\nbuilt-in engine "), err);
        assertTrue(Files.readString(folder.resolve("b.json")).contains("shareOfPeak"));
    }

    @Tag("one-jdk")
    @Test
    void anInterruptedMeasurementLeavesTheExportsSoFar() throws Exception {
        Process process = startAndExport("--runs=100000");
        try {
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(130, process.exitValue());
        assertEquals(List.of("b.json", "x"), Program.namesIn(folder));
        assertEquals(List.of("b.csv"), Program.namesIn(folder.resolve("x")));
        assertTrue(JsonParser.parseString(Files.readString(folder.resolve("b.json"))).isJsonObject());
    }

    @Tag("one-jdk")
    @Test
    void devicesAreNamedAsForARender() {
        Program.Result run = bench("-R=100", "-d=auto", "-d=cpu", "--threads=1", "--json").run();
        assertEquals(0, run.status(), run.err());
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(1, report.getAsJsonArray("results").size(), run.out());
        assertEquals(1, report.getAsJsonObject("settings").get("threads").getAsInt());
        assertEquals(0, report.getAsJsonObject("machine").getAsJsonArray("devices").size(), "OpenCL is not asked for");
        assertEquals(0, bench("-R=100", "-d=all", "--json").run().status());
    }

    @Tag("one-jdk")
    @Test
    void aDriverThatFailsIsNamedWhereEveryDeviceIsToBeMeasured() throws IOException {
        String drivers = BrokenDriver.install(streams.resolve("drivers"), "crash").toString();
        Program.Result every = bench("-R=100", "--json").env("OCL_ICD_VENDORS", drivers).run();
        assertEquals(0, every.status(), every.err());
        assertTrue(every.err().startsWith("juliaset: OpenCL is not used: the driver "), every.err());
        Program.Result one = bench("-R=100", "--json", "-d=cpu").env("OCL_ICD_VENDORS", drivers).run();
        assertFalse(one.err().contains("driver"), one.err());
    }

    @Tag("one-jdk")
    @Test
    void aDeviceThatCountsWrongIsCaughtAndFailsTheCommand() throws IOException {
        Path services = Files.createDirectories(folder.resolve("planted/META-INF/services"));
        Files.writeString(services.resolve("org.juliaset.compute.EngineProvider"), PlantedProvider.class.getName());
        String classPath = String.join(
                ":", folder.resolve("planted").toString(), Path.of("target/test-classes").toAbsolutePath().toString(),
                Program.DISTRIBUTION.resolve("lib") + "/*");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Program.Result run = Program.command(folder, java, "-cp", classPath, "org.juliaset.cli.Main")
                .with(SHORT)
                .with("-R=200", "-d=planted:0.0", "-d=cpu", "--export-json=b.json")
                .run();
        assertEquals(1, run.status(), run.err());
        assertTrue(run.out().contains("WRONG: 1 pixels differ from the scalar engine's"), run.out());
        assertTrue(run.err().contains("do not use planted:0.0 for pictures"), run.err());
        JsonObject report =
                JsonParser.parseString(Files.readString(folder.resolve("b.json"))).getAsJsonObject();
        assertEquals(1, report.getAsJsonArray("results").get(0).getAsJsonObject().get("mismatches").getAsLong());
        assertEquals(0, report.getAsJsonArray("results").get(1).getAsJsonObject().get("mismatches").getAsLong());
    }
}
