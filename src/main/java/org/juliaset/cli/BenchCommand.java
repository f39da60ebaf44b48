package org.juliaset.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.juliaset.bench.Benchmark;
import org.juliaset.bench.Contender;
import org.juliaset.bench.Contenders;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;
import org.juliaset.bench.Workload;
import org.juliaset.bench.report.Comparison;
import org.juliaset.bench.report.Exports;
import org.juliaset.bench.report.JsonReport;
import org.juliaset.bench.report.Machine;
import org.juliaset.bench.report.Report;
import org.juliaset.bench.report.TextTable;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.core.Precision;
import org.juliaset.engine.BuiltInProvider;
import org.juliaset.engine.Catalogue;
import org.juliaset.engine.EngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures devices, and the article's implementations, against each other. */
@Command(
        name = "bench",
        description = "Measures the built-in engine and every OpenCL device on the article's detail picture, or on"
                + " another workload. Fails if any of them gives other counts than the scalar engine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class BenchCommand implements Callable<Integer> {
    private static final int MAX_RUNS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--ladder", description = "add the article's implementations, from naive to all cores, and the PNG")
    private boolean ladder;

    @Option(
            names = {"-d", "--device"},
            paramLabel = "DEVICE",
            description = "measure this device and no other; may be given several times")
    private List<String> devices = List.of();

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "article-detail, article-overview or interior (article-detail); or describe your own with the"
                    + " options below")
    private String workload;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            converter = WholeNumber.class,
            description = "measured runs of each (${DEFAULT-VALUE})")
    private BigInteger runs;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "10",
            converter = WholeNumber.class,
            description = "runs before those at most, until two take the same time (${DEFAULT-VALUE})")
    private BigInteger warmup;

    @Option(
            names = "--max-time",
            paramLabel = "SECONDS",
            defaultValue = "30",
            converter = RealNumber.class,
            description = "time for each, after which it gets no further run (${DEFAULT-VALUE})")
    private double maxTime;

    @Option(names = "--json", description = "print JSON instead of tables")
    private boolean json;

    @Option(names = "--export-json", paramLabel = "FILE", description = "write every figure, also while measuring")
    private Path exportJson;

    @Option(names = "--export-csv", paramLabel = "FILE", description = "write the table as CSV")
    private Path exportCsv;

    @Option(names = "--export-markdown", paramLabel = "FILE", description = "write the table as Markdown")
    private Path exportMarkdown;

    @Option(names = "--export-chart", paramLabel = "FILE", description = "draw a bar chart, .png or .svg")
    private Path exportChart;

    @Option(names = "--compare", paramLabel = "FILE", description = "show the change since an older --export-json")
    private Path compare;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private JuliaOptions julia;

    @Mixin
    private PrecisionOption precision;

    @Override
    public Integer call() throws InterruptedException {
        Workload what = workload();
        requireFloat64ForLadder();
        Settings settings = new Settings(
                WholeNumber.between(1, MAX_RUNS, "runs", runs), WholeNumber.between(0, MAX_RUNS, "warmup", warmup), maxTime);
        Exports exports = new Exports().json(exportJson).csv(exportCsv).markdown(exportMarkdown).chart(exportChart);
        Report older = compare == null ? null : JsonReport.read(compare);
        int threads = Runtime.getRuntime().availableProcessors();
        Catalogue catalogue = Catalogue.ofThisMachine(threads);
        List<Contender> contenders = contenders(catalogue, what, threads);
        Report report = new Report(
                Report.SCHEMA,
                new Version().getVersion()[0],
                "juliaset " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.here(catalogue.devices()),
                settings,
                List.of(),
                List.of());
        report = measure(what, settings, contenders, exports, report);
        print(report, older, what);
        return status(report.results());
    }

    private Workload workload() {
        boolean described = julia.anyGiven(spec.commandLine().getParseResult());
        if (described && workload != null) {
            throw new InvalidParameterException("workload is " + workload
                    + " and there are options for another: give --workload or those, not both");
        }
        if (described) {
            return new Workload(Workload.CUSTOM, precision.of(julia.set()), julia.grid(), julia.itermin());
        }
        Workload preset = Workload.named(workload == null ? "article-detail" : workload);
        return new Workload(preset.name(), precision.of(preset.set()), preset.grid(), preset.itermin());
    }

    /** @throws InvalidParameterException if the ladder is asked for in another arithmetic than its own */
    private void requireFloat64ForLadder() {
        if (ladder && precision.value() != Precision.FLOAT64) {
            throw new InvalidParameterException(
                    "the article's implementations compute in double: leave out --ladder or --precision");
        }
    }

    private List<Contender> contenders(Catalogue catalogue, Workload what, int threads) {
        List<Contender> contenders = new ArrayList<>();
        if (ladder) {
            contenders.addAll(Contenders.ladder(what));
        }
        if (devices.isEmpty()) {
            contenders.addAll(Contenders.devices(catalogue, what));
        }
        for (String device : devices) {
            contenders.add(Contenders.device(catalogue, device, what));
        }
        if (ladder) {
            contenders.addAll(Contenders.endToEnd(catalogue, BuiltInProvider.ID, what, threads));
        }
        return contenders;
    }

    private Report measure(
            Workload what, Settings settings, List<Contender> contenders, Exports exports, Report empty)
            throws InterruptedException {
        try (BenchProgress display = progress.isWanted() ? new BenchProgress(System.err) : null) {
            Benchmark benchmark = new Benchmark(what, settings, ladder, new Benchmark.Observer() {
                @Override
                public void running(String name, double done, double left) {
                    if (display != null) {
                        display.running(name, done, left);
                    }
                }

                @Override
                public void measured(List<Result> results) {
                    export(exports, empty.with(results));
                }
            });
            return empty.with(benchmark.run(contenders));
        }
    }

    private static void export(Exports exports, Report report) {
        try {
            exports.write(report);
        } catch (IOException e) {
            throw new OutputException("an export", e);
        }
    }

    private void print(Report report, Report older, Workload what) {
        if (json) {
            System.out.print(JsonReport.of(report));
        } else {
            System.out.printf(
                    "%s: %d x %d pixels, itermax %d, %s%n%n",
                    what.name(), what.grid().width(), what.grid().height(), what.set().iterationLimit(),
                    what.set().precision().name().toLowerCase(Locale.ROOT));
            System.out.print(TextTable.results(report.results()));
            System.out.print("\n" + TextTable.checks(report.results()));
            if (TextTable.isLadder(report.results())) {
                System.out.print("\n" + TextTable.ladder(report.results()));
            }
            if (older != null) {
                System.out.print("\n" + Comparison.of(older, report.results()));
            }
        }
        report.warnings().forEach(warning -> System.err.println("juliaset: " + warning));
    }

    private static int status(List<Result> results) {
        for (Result result : results) {
            if (result.wrong()) {
                throw new EngineException(result.name() + ": " + result.mismatches()
                        + " pixels differ from the scalar engine's: do not use " + result.device() + " for pictures");
            }
        }
        if (results.stream().allMatch(result -> result.skipped() != null)) {
            throw new EngineException("nothing could be measured: " + results.get(0).skipped());
        }
        return 0;
    }
}
