package org.juliaset.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parts.PartEstimate;
import org.juliaset.render.Destination;
import org.juliaset.render.Estimate;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The main command: renders one picture. */
final class RenderCommand extends Command {
    /** Units of the last place between neighbours below which a picture shows the numbers' own grid. */
    private static final double FEW = 4;

    private final PictureOptions picture = add(new PictureOptions(console()));

    private final OutputOptions output = add(new OutputOptions(console()));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final MemoryOption memory = add(new MemoryOption());

    private final OptionSpec dryRun = add(flag("--dry-run")
            .description("estimate bytes, memory and time of the picture, and check that the disk has room; render"
                    + " nothing"));

    private final PartOption part = add(new PartOption(console()));

    private final ProgressOption progress = add(new ProgressOption(console()));

    private final OptionSpec stats = add(flag("--stats").description("afterwards, say where the time went"));

    private final OptionSpec json = add(flag("--json")
            .description("print what --dry-run or --stats say as JSON, on standard output; beside a picture that goes"
                    + " there, on standard error"));

    RenderCommand(Console console) {
        super(console, Main.NAME, "Renders the filled Julia set of z^2 + c, or with --map the Mandelbrot set.");
        examples(
                "juliaset -o julia.png",
                "juliaset -c=-1 --fit -R=4000 -o basilica.png",
                "juliaset --preset=rabbit --size=1920x1080 -o rabbit.png",
                "juliaset --like=julia.png -R=65536 -o large.dzi --dry-run");
        // Failures reads it from the arguments, since it must know it even if parsing fails
        add(flag("--debug").scopeType(ScopeType.INHERIT).description("with an error, print where it came from"));
    }

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        if (isSet(json) && !isSet(dryRun) && !isSet(stats)) {
            throw new InvalidParameterException(
                    "json is given without dry-run or stats: add --dry-run or --stats, or leave it out");
        }
        RenderJob given = JobText.job(picture.values(output), output.format());
        int threads = compute.threads();
        if (part.isGiven()) {
            return renderPart(given, threads);
        }
        Optional<Destination> destination = output.require(given);
        if (destination.isPresent() && destination.get().isComplete()) {
            console().say(output.name() + " is complete");
            return 0;
        }
        DeviceCatalogue.Choice choice = compute.choose(given);
        precisionWarning(given.scene()).ifPresent(console()::say);
        try (Renderer renderer = new Renderer(choice.engine(), threads)) {
            RenderJob job = renderer.settled(given);
            if (isSet(dryRun)) {
                print(renderer.estimate(job), job, choice, destination);
                warnOfReaders(job);
                return 0;
            }
            if (destination.isPresent()) {
                renderer.requireRoom(job, destination.get());
            }
            warnOfReaders(job);
            RenderReport report = render(renderer, job);
            if (isSet(stats)) {
                print(report, choice, threads);
            }
        }
        return 0;
    }

    /** A line for the user where the precision cannot tell the pixels of a grid apart. */
    private static Optional<String> precisionWarning(Scene scene) {
        Precision precision = scene.set().precision();
        double ulps = scene.grid().spacing(precision);
        if (ulps >= FEW) {
            return Optional.empty();
        }
        String advice = precision == Precision.FLOAT32 ? "use --precision double, or " : "";
        return Optional.of(String.format(
                Locale.ROOT,
                "precision %s does not resolve this picture, its pixels are %.2g units of the last place apart:"
                        + " %sa larger region or a lower resolution",
                precision.title(), ulps, advice));
    }

    private void warnOfReaders(RenderJob job) {
        job.format().readersLimit(job.grid().width(), job.grid().height())
                .ifPresent(console()::say);
    }

    private void print(
            Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, Optional<Destination> destination) {
        if (isSet(json)) {
            EstimateTable.printJson(estimate, job, choice, output.name(), destination, console().out());
        } else {
            EstimateTable.print(estimate, job, choice, destination, console().out());
        }
    }

    private void print(Estimate estimate, RenderJob job, DeviceCatalogue.Choice choice, PartRun run) {
        PartEstimate ofPart = run.estimate(estimate, job);
        if (isSet(json)) {
            EstimateTable.printJson(estimate, job, choice, output.name(), ofPart, run.folder(), console().out());
        } else {
            EstimateTable.print(estimate, job, choice, ofPart, run.folder(), console().out());
        }
    }

    private void print(RenderReport report, DeviceCatalogue.Choice choice, int threads) {
        if (isSet(json)) {
            PrintStream to = output.isStandardOutput() ? console().err() : console().out();
            StatsTable.printJson(report, choice, output.name(), threads, to);
        } else {
            StatsTable.print(report, choice, output.name(), threads, console().err());
        }
    }

    private RenderReport render(Renderer renderer, RenderJob job) throws InterruptedException {
        try (ProgressDisplay display = progress.show(Main.NAME, job)) {
            return output.render(renderer, job, display);
        }
    }

    private int renderPart(RenderJob given, int threads) throws InterruptedException {
        PartRun run = part.run(output, given);
        if (run.isThere()) {
            return 0;
        }
        DeviceCatalogue.Choice choice = compute.choose(given);
        precisionWarning(given.scene()).ifPresent(console()::say);
        try (Renderer renderer = new Renderer(choice.engine(), threads)) {
            RenderJob job = renderer.settled(given);
            if (isSet(dryRun)) {
                print(renderer.estimate(job), job, choice, run);
                return 0;
            }
            Optional<RenderReport> report = run.render(renderer, job, progress);
            if (report.isPresent() && isSet(stats)) {
                print(report.get(), choice, threads);
            }
        }
        return 0;
    }
}
