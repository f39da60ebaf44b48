package org.juliaset.cli;

import java.util.concurrent.Callable;
import org.juliaset.engine.Catalogue;
import org.juliaset.render.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: renders one picture. */
@Command(
        name = "juliaset",
        description = "Renders the filled Julia set of z^2 + c.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class RenderCommand implements Callable<Integer> {
    /** Where the options are described. Set by {@link Main}, at less expense than by an annotation. */
    CommandSpec spec;

    @Mixin
    private JuliaOptions julia;

    @Mixin
    private PrecisionOption precision;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description = "what and how the picture in FILE is, a PNG or TIFF of juliaset: its options from -R to -M,"
                    + " --precision and --fast, where they are not given")
    private String like;

    @Mixin
    private OutputOptions output;

    @Option(names = "--fast", description = "least compression: sooner done, larger file")
    private boolean fast;

    @Mixin
    private ComputeOptions compute;

    @Mixin
    private MemoryOption memory;

    @Option(
            names = "--dry-run",
            description = "say what the picture will come to in bytes, memory and time, and whether the disk has room;"
                    + " render nothing")
    private boolean dryRun;

    @Mixin
    private ProgressOption progress;

    @Option(names = "--stats", description = "afterwards, say where the time went")
    private boolean stats;

    /** Read from the arguments by {@link Failures}, which has to know it when parsing fails, too. */
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "with an error, print where it came from")
    private boolean debug;

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        if (like != null) {
            Like.fill(spec, like);
        }
        RenderJob job = new RenderJob(precision.of(julia.set()), julia.grid(), julia.itermin(), output.format(), fast);
        int threads = compute.threads();
        if (!dryRun) {
            output.require(job.format());
        }
        Catalogue.Choice choice = compute.choose(job);
        precision.warn(job.grid());
        try (Renderer renderer = new Renderer(choice.engine(), threads)) {
            if (dryRun) {
                EstimateTable.print(renderer.estimate(job), job, choice, output, System.out);
                return 0;
            }
            RenderReport report = render(renderer, job);
            if (stats) {
                StatsTable.print(report, choice, output.name(), threads, System.err);
            }
        }
        return 0;
    }

    private RenderReport render(Renderer renderer, RenderJob job) throws InterruptedException {
        if (!progress.isWanted()) {
            return output.render(renderer, job, Progress.NONE);
        }
        try (ProgressDisplay display = new ProgressDisplay("juliaset", job, System.err)) {
            return output.render(renderer, job, display);
        }
    }
}
