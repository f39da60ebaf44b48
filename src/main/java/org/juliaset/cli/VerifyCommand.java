package org.juliaset.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.juliaset.compute.Engine;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.verify.Verification;
import org.juliaset.render.verify.Verifier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command verify: computes a picture again and compares the pixels. */
final class VerifyCommand extends Command {
    private static final int MAX_SAMPLE = 100_000;
    private static final int SEEDS = 1_000_000;

    private final PositionalParamSpec file = fileArgument("the picture");

    private final OptionSpec sample = add(wholeNumber("--sample")
            .paramLabel("N")
            .description("compute only N bands of rows, chosen at random; the file is read through all the same"));

    private final OptionSpec seed = add(wholeNumber("--seed")
            .paramLabel("N")
            .description("chooses the bands of --sample; the same number, the same bands (any)"));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final ProgressOption progress = add(new ProgressOption(console()));

    /** A task that reports its progress. */
    @FunctionalInterface
    private interface Task<T> {
        T run(Progress progress) throws IOException, InterruptedException;
    }

    VerifyCommand(Console console) {
        super(
                console,
                "verify",
                "Computes the picture again that a PNG or TIFF of juliaset says it holds, and compares every pixel."
                        + " Says equal, or where the first difference is and ends with status 1, as it does for a"
                        + " damaged file.");
        examples("juliaset verify julia.png", "juliaset verify --sample=3 large.png");
    }

    @Override
    public Integer call() throws InterruptedException {
        PictureMetadata picture = PictureMetadata.read(file.getValue(), console());
        if (picture.file().format() == PictureFormat.NPY) {
            throw new InvalidParameterException(picture.name() + " holds counts, which verify does not compare: give a"
                    + " PNG or TIFF of the same picture");
        }
        settleSample();
        RenderJob job = picture.job();
        DeviceCatalogue.Choice choice = compute.choose(job);
        try (Engine engine = choice.engine()) {
            return report(verify(job, picture.path(), engine), job);
        } catch (IOException e) {
            throw new InputException(picture.name(), picture.path(), e);
        }
    }

    /** Verifies a file. It is first read completely, so that damage is found before anything is computed. */
    private Verification verify(RenderJob job, Path path, Engine engine) throws IOException, InterruptedException {
        show("reading", job, to -> {
            Verifier.readThrough(job, path, to);
            return null;
        });
        Verifier verifier = new Verifier(engine, compute.threads());
        return show("comparing", job, to -> isSampled(job)
                ? verifier.verifySample(job, path, sample(), seed(), to)
                : verifier.verify(job, path, to));
    }

    private <T> T show(String name, RenderJob job, Task<T> task) throws IOException, InterruptedException {
        try (ProgressDisplay display = progress.show(name, job.grid().pixels())) {
            return task.run(display);
        }
    }

    private int report(Verification verification, RenderJob job) {
        if (verification.difference().isPresent()) {
            Verification.Difference at = verification.difference().get();
            console().out().println("differs first at column " + at.column() + ", row " + at.row() + ": the file has "
                    + listed(at.inFile()) + ", computed " + listed(at.computed()));
            return 1;
        }
        if (isSampled(job)) {
            console().out().println(String.format(
                    Locale.ROOT,
                    "equal in %d of %d bands, %d of %d pixels (--seed=%d)",
                    sample(), Verifier.bands(job), verification.pixels(), job.grid().pixels(), seed()));
        } else {
            console().out().println("equal: " + job.grid().width() + " x " + job.grid().height() + " pixels");
        }
        return 0;
    }

    /** Returns the value of each channel of a pixel. */
    private static String listed(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Returns whether only a sample of the bands is computed. */
    private boolean isSampled(RenderJob job) {
        return sample.getValue() != null && sample() < Verifier.bands(job);
    }

    private int sample() {
        return between(1, MAX_SAMPLE, "sample", sample.getValue());
    }

    private int seed() {
        return between(0, Integer.MAX_VALUE, "seed", seed.getValue());
    }

    /** Checks the options of the sample, and chooses a seed if none was given. */
    private void settleSample() {
        if (sample.getValue() == null && seed.getValue() != null) {
            throw new InvalidParameterException("seed is given without sample: add --sample=N, or leave it out");
        }
        if (sample.getValue() != null) {
            sample();
            if (seed.getValue() == null) {
                seed.setValue(BigInteger.valueOf(ThreadLocalRandom.current().nextInt(SEEDS)));
            }
            seed();
        }
    }
}
