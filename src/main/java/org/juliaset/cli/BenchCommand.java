package org.juliaset.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.juliaset.bench.Benchmark;
import org.juliaset.bench.Contender;
import org.juliaset.bench.Contenders;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;
import org.juliaset.bench.Workload;
import org.juliaset.bench.report.Exports;
import org.juliaset.bench.report.JsonReport;
import org.juliaset.bench.report.Machine;
import org.juliaset.bench.report.Report;
import org.juliaset.bench.report.ReportDiff;
import org.juliaset.bench.report.TextTable;
import org.juliaset.compute.CycleDetection;
import org.juliaset.compute.Device;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.devices.DeviceSelector;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command bench: measures devices, and the article's implementations. */
final class BenchCommand extends Command {
    private static final int MAX_RUNS = 1_000_000;

    /** What decides counts, and the tones of the picture that the ladder makes of them. */
    private static final List<Parameter<?>> OF_A_WORKLOAD = Parameters.all().stream()
            .filter(parameter -> parameter.topic() == Parameter.Topic.PICTURE
                    || parameter.topic() == Parameter.Topic.REGION)
            .toList();

    private final OptionSpec ladder = add(flag("--ladder")
            .description("add the article's implementations, from naive to all cores, and the PNG"));

    private final OptionSpec devices = add(texts("-d", "--device")
            .paramLabel("DEVICE")
            .description("measure this device and no other, as named for a render; may be given several times (all)"));

    private final OptionSpec threads = add(wholeNumber("--threads")
            .paramLabel("N")
            .description("threads of the built-in engine (one for each processor)"));

    private final OptionSpec workload = add(text("--workload")
            .paramLabel("NAME")
            .description("article-detail, article-overview or interior (article-detail); or describe your own with the"
                    + " options below"));

    private final OptionSpec runs = add(wholeNumber("--runs")
            .paramLabel("N")
            .defaultValue("10")
            .description("measured runs of each (${DEFAULT-VALUE})"));

    private final OptionSpec warmup = add(wholeNumber("--warmup")
            .paramLabel("N")
            .defaultValue("10")
            .description("runs before those at most, until two take the same time (${DEFAULT-VALUE})"));

    private final OptionSpec maxTime = add(realNumber("--max-time")
            .paramLabel("SECONDS")
            .defaultValue("30")
            .description("time for each, after which it gets no further run (${DEFAULT-VALUE})"));

    private final OptionSpec json = add(flag("--json").description("print JSON instead of tables"));

    private final OptionSpec exportJson = add(file("--export-json")
            .description("write every figure, also while measuring; - is standard output, here as below, and tables go"
                    + " to standard error"));

    private final OptionSpec exportCsv = add(file("--export-csv").description("write the table as CSV"));

    private final OptionSpec exportMarkdown = add(file("--export-markdown").description("write the table as Markdown"));

    private final OptionSpec exportChart = add(file("--export-chart").description("draw a chart, .png or .svg"));

    private final OptionSpec compare = add(file("--compare")
            .description("show the change since an older --export-json"));

    private final ProgressOption progress = add(new ProgressOption(console()));

    private final ParameterOptions parameters = add(new ParameterOptions(OF_A_WORKLOAD, console()));

    BenchCommand(Console console) {
        super(
                console,
                "bench",
                "Measures the built-in engine and every OpenCL device on the article's detail picture, or on"
                        + " another workload. Fails if any of them gives other counts than the scalar engine.");
    }

    private OptionSpec.Builder file(String name) {
        return OptionSpec.builder(name).type(Path.class).converters(this::path).paramLabel("FILE");
    }

    private Path path(String name) {
        return name.equals(Exports.STANDARD_OUTPUT.toString()) ? Exports.STANDARD_OUTPUT : console().path(name);
    }

    @Override
    public Integer call() throws InterruptedException {
        Workload what = workload();
        requireArticleForLadder(what);
        Settings settings = new Settings(
                between(1, MAX_RUNS, "runs", runs.getValue()),
                between(0, MAX_RUNS, "warmup", warmup.getValue()),
                maxTime.getValue(),
                ComputeOptions.threads(threads));
        Report older = compare.getValue() == null ? null : JsonReport.read(compare.getValue());
        Exports exports = exports();
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(settings.threads());
        List<String> named = devices.getValue() == null ? List.of("all") : devices.getValue();
        Set<Device> measured = Contenders.meant(catalogue, named, what);
        if (DeviceSelector.split(named).stream().anyMatch(DeviceSelector::isAll)) {
            catalogue.failures().forEach(console()::say);
        }
        Report report = new Report(
                Report.SCHEMA,
                new Version().getVersion()[0],
                "juliaset " + String.join(" ", spec().root().commandLine().getParseResult().originalArgs()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.here(measured),
                settings,
                List.of(),
                List.of());
        List<String> failedExports = new ArrayList<>();
        List<Contender> contenders = contenders(catalogue, measured, what, settings.threads());
        report = measure(contenders, what, report, exports, failedExports);
        print(report, older, what, exports);
        failedExports.forEach(console()::say);
        requireRight(report.results());
        requireMeasured(report.results());
        return failedExports.isEmpty() ? 0 : CommandLine.ExitCode.SOFTWARE;
    }

    /** Returns the requested exports, each of them rehearsed. */
    private Exports exports() {
        Exports exports = new Exports().json(exportJson.getValue())
                .csv(exportCsv.getValue())
                .markdown(exportMarkdown.getValue())
                .chart(exportChart.getValue())
                .json(isSet(json) ? Exports.STANDARD_OUTPUT : null);
        List<String> failures = exports.rehearse();
        if (!failures.isEmpty()) {
            throw new OutputException(String.join("; ", failures) + ": mend that, or leave the export out");
        }
        return exports;
    }

    private Workload workload() {
        Values values = parameters.values();
        boolean described = OF_A_WORKLOAD.stream().anyMatch(
                parameter -> parameter != Parameters.PRECISION && values.has(parameter));
        String name = workload.getValue();
        if (described && name != null) {
            throw new InvalidParameterException("workload is " + name
                    + " and there are options for another: give --workload or those, not both");
        }
        if (described) {
            Scene scene = JobText.scene(values);
            return new Workload(Workload.CUSTOM, scene.set(), scene.grid(), values.get(Parameters.ITERMIN));
        }
        Workload preset = Workload.named(name == null ? "article-detail" : name);
        return new Workload(preset.name(), preset.set().in(JobText.precision(values)), preset.grid(), preset.itermin());
    }

    /** @throws InvalidParameterException if the ladder is asked for, and the article's programs cannot compute it */
    private void requireArticleForLadder(Workload what) {
        if (isSet(ladder) && what.set().isMap()) {
            throw new InvalidParameterException(
                    "the article's implementations compute Julia sets: leave out --ladder or --map");
        }
        if (isSet(ladder) && what.set().precision() != Precision.FLOAT64) {
            throw new InvalidParameterException(
                    "the article's implementations compute in double: leave out --ladder or --precision");
        }
    }

    private List<Contender> contenders(DeviceCatalogue catalogue, Set<Device> measured, Workload what, int threads) {
        List<Contender> contenders = new ArrayList<>();
        if (isSet(ladder)) {
            contenders.addAll(Contenders.ladder(what, threads));
        }
        measured.forEach(device -> contenders.add(Contenders.device(catalogue, device, what)));
        if (isSet(ladder)) {
            contenders.addAll(Contenders.endToEnd(catalogue, CpuProvider.ID, what, threads));
        }
        return contenders;
    }

    /**
     * Measures the contenders.
     *
     * @param failedExports receives one line for each export that finally could not be written
     */
    private Report measure(
            List<Contender> contenders, Workload what, Report empty, Exports exports, List<String> failedExports)
            throws InterruptedException {
        try (BenchProgress display = new BenchProgress(progress.wanted(), console())) {
            Benchmark benchmark = new Benchmark(what, empty.settings(), isSet(ladder), new Benchmark.Observer() {
                @Override
                public void running(String name, double done, double left) {
                    display.running(name, done, left);
                }

                @Override
                public void measured(List<Result> results) {
                    failedExports.clear();
                    failedExports.addAll(exports.write(empty.with(results)));
                }
            });
            return empty.with(benchmark.run(contenders));
        }
    }

    /** Prints the tables; on standard error if standard output receives an export. */
    private void print(Report report, Report older, Workload what, Exports exports) {
        if (!isSet(json)) {
            PrintStream to = exports.useStandardOutput() ? console().err() : console().out();
            to.printf(
                    "%s: %d x %d pixels, itermax %d, %s%n%n",
                    what.name(), what.grid().width(), what.grid().height(), what.set().iterationLimit(),
                    what.set().precision().name().toLowerCase(Locale.ROOT));
            to.print(TextTable.results(report.results()));
            if (CycleDetection.canEndBefore(what.set().iterationLimit())
                    && report.results().stream().allMatch(result -> result.peakGigaIterationsPerSecond() == null)) {
                to.print("- as orbits that repeat themselves are ended early, and their iterations count\n");
            }
            to.print("\n" + TextTable.checks(report.results()));
            if (TextTable.isLadder(report.results())) {
                to.print("\n" + TextTable.ladder(report.results()));
            }
            if (older != null) {
                to.print("\n" + ReportDiff.of(older, report));
            }
        }
        exports.writeTo(console().out(), report);
        report.warnings().forEach(console()::say);
    }

    private static void requireRight(List<Result> results) {
        for (Result result : results) {
            if (result.wrong()) {
                throw new EngineException(result.name() + ": " + result.mismatches()
                        + " pixels differ from the scalar engine's: do not use " + result.device() + " for pictures");
            }
        }
    }

    /** Checks that each named device was measured, and at least one device in any case. */
    private void requireMeasured(List<Result> results) {
        List<Result> skipped = results.stream().filter(result -> result.skipped() != null).toList();
        if (!skipped.isEmpty() && (devices.getValue() != null || skipped.size() == results.size())) {
            Result first = skipped.get(0);
            throw new EngineException(first.name() + " could not be measured: " + first.skipped());
        }
    }
}
