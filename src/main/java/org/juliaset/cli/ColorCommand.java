package org.juliaset.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.model.Grid;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.CountsFile;
import org.juliaset.render.Destination;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command color: makes a picture of counts that an earlier render computed. */
final class ColorCommand extends Command {
    /** Those of a picture that the counts do not decide. */
    private static final List<Parameter<?>> COLORS = Parameters.all().stream()
            .filter(parameter -> parameter.decides() != Parameter.Decides.SAMPLES
                    || parameter == Parameters.FLAT || parameter == Parameters.SAMPLES_PER_SIDE)
            .toList();

    private final PositionalParamSpec file = fileArgument("the counts: an .npy of juliaset, with its .npy.json");

    private final ParameterOptions parameters = add(new ParameterOptions(COLORS, console()));

    private final OutputOptions output = add(new OutputOptions(console()));

    private final OptionSpec threads = add(wholeNumber("--threads")
            .paramLabel("N")
            .description("threads that colour and compress (one for each processor)"));

    private final MemoryOption memory = add(new MemoryOption());

    private final ProgressOption progress = add(new ProgressOption(console()));

    ColorCommand(Console console) {
        super(
                console,
                "color",
                "Makes a picture of counts that were computed before, the same as a render with these options makes."
                        + " Counts are kept by a render with -o NAME.npy, which writes its options to NAME.npy.json;"
                        + " palettes take smooth counts, so --smooth and -t=1024 there, or --flat here. With"
                        + " --samples=K the picture has one pixel for K x K counts. For an equalised scale 65,536"
                        + " points are computed.");
        spec().aliases("colour");
        examples(
                "juliaset -R=4000 -t=1024 --smooth -o counts.npy",
                "juliaset color counts.npy --palette=viridis -o julia.png",
                "juliaset color counts.npy --palette=magma --samples=2 -o small.png");
    }

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        PictureMetadata counts = PictureMetadata.read(file.getValue(), console());
        if (counts.file().format() != PictureFormat.NPY) {
            throw new InvalidParameterException(counts.name() + " is a " + counts.file().format()
                    + " and holds no counts: give an .npy, or render it again with --like");
        }
        RenderJob given = job(counts);
        int number = ComputeOptions.threads(threads);
        Optional<Destination> destination = output.require(given);
        if (destination.isPresent() && destination.get().isComplete()) {
            console().say(output.name() + " is complete");
            return 0;
        }
        RenderJob job = settled(given);
        try (Renderer renderer = new Renderer(CountsFile.open(counts.path(), counts.job().scene()), number);
                ProgressDisplay display = progress.show("colouring", job.grid().pixels())) {
            output.render(renderer, job, display);
        } catch (IOException e) {
            throw new InputException(counts.name(), counts.path(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CountsFile.UnreadableException unreadable
                    ? new InputException(counts.name(), counts.path(), unreadable.reason())
                    : e;
        }
        return 0;
    }

    private RenderJob job(PictureMetadata counts) {
        if (output.format() == PictureFormat.NPY) {
            throw new InvalidParameterException("output \"" + output.name() + "\" would hold counts, as "
                    + counts.name() + " does: give a picture");
        }
        Values there = output.isResume() ? output.valuesThere().only(COLORS::contains) : Values.NONE;
        Values colors = there.with(parameters.values());
        boolean isFlat = colors.get(Parameters.FLAT);
        int perSide = colors.get(Parameters.SAMPLES_PER_SIDE);
        Grid grid = counts.job().grid();
        if (grid.width() % perSide != 0 || grid.height() % perSide != 0) {
            throw new InvalidParameterException("samples is " + perSide + " and " + counts.name() + " has "
                    + grid.width() + " x " + grid.height() + " counts: give a number that divides both");
        }
        RenderJob job = JobText.job(
                counts.values()
                        .only(parameter -> parameter.decides() != Parameter.Decides.BYTES
                                && !(parameter == Parameters.SMOOTH && isFlat))
                        .with(Parameters.RESOLUTION, (int) grid.width() / perSide)
                        .with(Parameters.HEIGHT, (int) grid.height() / perSide)
                        .with(colors),
                output.format());
        if (job.scene().sampling().smooth() && !counts.job().scene().sampling().smooth()) {
            throw new InvalidParameterException(counts.name() + " has plain counts, and a palette takes smooth ones:"
                    + " add --flat for bands of one colour each, or compute the counts with --smooth");
        }
        return job;
    }

    /** Returns the job with its scale; the same one as a render on any device has. */
    private static RenderJob settled(RenderJob job) throws InterruptedException {
        if (job.coloring().map().filter(map -> map.scale().needsSample()).isEmpty()) {
            return job;
        }
        try (Renderer renderer = Renderer.open("cpu")) {
            return renderer.settled(job);
        }
    }
}
