package org.juliaset.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.engine.Catalogue;
import org.juliaset.engine.DeviceChoice;
import org.juliaset.image.PictureFormat;
import org.juliaset.render.Interruption;
import org.juliaset.render.OutputPath;
import org.juliaset.render.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private static final String STANDARD_OUTPUT = "-";
    private static final int MAX_THREADS = 1024;

    @Mixin
    private JuliaOptions julia;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "plot.png",
            description = "where the picture goes; the suffix chooses the format: .png, .npy (the counts), .tif,"
                    + " .bmp, .gif, .pgm, .ppm, .pcx; - is PNG on standard output (${DEFAULT-VALUE})")
    private String output;

    @Option(names = "--fast", description = "least compression: sooner done, larger file")
    private boolean fast;

    @Option(
            names = {"-d", "--device"},
            paramLabel = "DEVICE",
            description = "auto, cpu, opencl, opencl:P.D, part of a device's or vendor's name, or all; may be given"
                    + " several times; also from the environment as JULIASET_DEVICE, with commas between (auto)")
    private List<String> devices;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "threads that compute and compress (one for each processor)")
    private BigInteger threads;

    @Option(
            names = "--resume",
            description = "go on with what an interrupted render of the same picture has left, if it has; if this one is"
                    + " interrupted, leave what there is (.png and .npy)")
    private boolean resume;

    @Option(
            names = "--keep-partial",
            description = "if this render is interrupted, leave what there is, for --resume to go on with")
    private boolean keepPartial;

    @Option(
            names = "--dry-run",
            description = "say what the picture will come to in bytes, memory and time, and whether the disk has room;"
                    + " render nothing")
    private boolean dryRun;

    @Mixin
    private PrecisionOption precision;

    @Mixin
    private ProgressOption progress;

    @Option(names = "--stats", description = "afterwards, say where the time went")
    private boolean stats;

    /** Read from the arguments by {@link Failures}, which has to know it when parsing fails, too. */
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "with an error, print where it came from")
    private boolean debug;

    @Override
    public Integer call() throws InterruptedException {
        RenderJob job = new RenderJob(precision.of(julia.set()), julia.grid(), julia.itermin(), format(), fast);
        int workers = threads();
        requireResumable(job);
        if (toStandardOutput()) {
            Terminal.requireRedirected();
        } else {
            OutputPath.requireWritable(file());
        }
        Catalogue.Choice choice = new DeviceChoice(Catalogue.ofThisMachine(workers))
                .several(devices(), job.set(), job.grid(), RenderCommand::say);
        precision.warn(job.grid());
        choice.passedOver().forEach(RenderCommand::say);
        try (Renderer renderer = new Renderer(choice.engine(), workers)) {
            if (dryRun) {
                Path target = toStandardOutput() ? null : file();
                EstimateTable.print(renderer.estimate(job), job, choice, target, System.out);
                return 0;
            }
            RenderReport report = render(renderer, job);
            if (stats) {
                StatsTable.print(report, choice, output, workers, System.err);
            }
        }
        return 0;
    }

    private RenderReport render(Renderer renderer, RenderJob job) throws InterruptedException {
        if (!progress.isWanted()) {
            return write(renderer, job, new Notices(output, Progress.NONE));
        }
        try (ProgressDisplay display = new ProgressDisplay(job, System.err)) {
            return write(renderer, job, new Notices(output, display));
        }
    }

    private void requireResumable(RenderJob job) {
        if ((resume || keepPartial) && (toStandardOutput() || !job.format().streams())) {
            throw new InvalidParameterException((resume ? "--resume" : "--keep-partial") + " cannot go with output \""
                    + output + "\": only a .png or .npy file can be gone on with");
        }
    }

    private Interruption interruption() {
        if (resume) {
            return Interruption.RESUME;
        }
        return keepPartial ? Interruption.KEEP : Interruption.REMOVE;
    }

    private RenderReport write(Renderer renderer, RenderJob job, Progress to) throws InterruptedException {
        try {
            return toStandardOutput()
                    ? renderer.render(job, new FileOutputStream(FileDescriptor.out), to)
                    : renderer.render(job, file(), interruption(), to);
        } catch (IOException e) {
            throw new OutputException(toStandardOutput() ? "to standard output" : output, e);
        }
    }

    private PictureFormat format() {
        if (toStandardOutput()) {
            return PictureFormat.PNG;
        }
        return PictureFormat.of(file().getFileName() == null ? "" : file().getFileName().toString())
                .orElseThrow(() -> new InvalidParameterException("output \"" + output
                        + "\" has no suffix that names a format: use one of " + PictureFormat.knownSuffixes()));
    }

    private Path file() {
        if (output.endsWith("/")) {
            throw new InvalidParameterException("output \"" + output + "\" is a folder: give the name of a file");
        }
        try {
            return Path.of(output);
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("output \"" + output + "\" is no file name: " + e.getReason());
        }
    }

    /** From the options, else from the environment, else auto. */
    private List<String> devices() {
        if (devices != null) {
            return devices;
        }
        String preset = System.getenv("JULIASET_DEVICE");
        return preset == null || preset.isBlank() ? List.of("auto") : List.of(preset.strip().split("\\s*,\\s*"));
    }

    private static void say(String line) {
        System.err.println("juliaset: " + line);
    }

    private int threads() {
        return threads == null
                ? Runtime.getRuntime().availableProcessors()
                : WholeNumber.between(1, MAX_THREADS, "threads", threads);
    }

    private boolean toStandardOutput() {
        return output.equals(STANDARD_OUTPUT);
    }
}
