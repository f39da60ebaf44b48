package org.juliaset.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.engine.Catalogue;
import org.juliaset.image.PictureFormat;
import org.juliaset.render.PartialFile;
import org.juliaset.render.PartialFolder;
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
            description = "where the picture goes; the suffix chooses the format: .png, .npy (the counts), .dzi"
                    + " (tiles with a viewer), .tif, .bmp, .gif, .pgm, .ppm, .pcx; - is PNG on standard output (${DEFAULT-VALUE})")
    private String output;

    @Option(names = "--fast", description = "least compression: sooner done, larger file")
    private boolean fast;

    @Option(
            names = {"-d", "--device"},
            paramLabel = "DEVICE",
            description = "auto, cpu, opencl, opencl:P.D, or part of a device's or vendor's name; also from the"
                    + " environment as JULIASET_DEVICE (auto)")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "threads that compute and compress (one for each processor)")
    private BigInteger threads;

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
        requireWritable(job.format());
        Catalogue.Choice choice = Catalogue.ofThisMachine(workers).choose(device(), job.set(), job.grid());
        precision.warn(job.grid());
        choice.passedOver().forEach(line -> System.err.println("juliaset: " + line));
        RenderReport report;
        try (Renderer renderer = new Renderer(choice.engine(), workers)) {
            report = render(renderer, job);
        }
        if (stats) {
            StatsTable.print(report, choice.reason(), output, workers, System.err);
        }
        return 0;
    }

    private void requireWritable(PictureFormat format) {
        if (toStandardOutput()) {
            Terminal.requireRedirected();
        } else if (format.isFolder()) {
            PartialFolder.requireWritable(file());
        } else {
            PartialFile.requireWritable(file());
        }
    }

    private RenderReport render(Renderer renderer, RenderJob job) throws InterruptedException {
        if (!progress.isWanted()) {
            return write(renderer, job, Progress.NONE);
        }
        try (ProgressDisplay display = new ProgressDisplay(job.grid().pixels(), System.err)) {
            return write(renderer, job, display);
        }
    }

    private RenderReport write(Renderer renderer, RenderJob job, Progress to) throws InterruptedException {
        try {
            return toStandardOutput()
                    ? renderer.render(job, new FileOutputStream(FileDescriptor.out), to)
                    : renderer.render(job, file(), to);
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

    /** From the option, else from the environment, else auto. */
    private String device() {
        if (device != null) {
            return device;
        }
        String preset = System.getenv("JULIASET_DEVICE");
        return preset == null || preset.isBlank() ? "auto" : preset;
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
