package org.juliaset.cli;

import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.Presets;
import picocli.CommandLine.Model.OptionSpec;

/** The command explore: a page in the browser to find a picture with, and to render it from. */
final class ExploreCommand extends Command {
    private final ParameterOptions parameters = add(new ParameterOptions(Parameters.all(), console()));

    private final ViewOptions view = add(new ViewOptions(parameters));

    private final OptionSpec like = add(text("--like")
            .paramLabel("FILE")
            .description("begin with the picture in FILE, a PNG, TIFF or .npy of juliaset"));

    private final OptionSpec preset = add(text("--preset")
            .paramLabel("NAME")
            .completionCandidates(Presets.names())
            .description("begin with a well-known set, as juliaset presets lists them"));

    private final PageOptions page = add(new PageOptions(console()));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final MemoryOption memory = add(new MemoryOption());

    ExploreCommand(Console console) {
        super(
                console,
                "explore",
                "Opens a page in the browser to find a picture with, and to render it from. The Mandelbrot set is its"
                        + " map of all Julia sets; beside it is that of the chosen c, whose pixels are those of the"
                        + " picture at any size. Ctrl-C ends it.");
        examples(
                "juliaset explore",
                "juliaset explore --preset=rabbit --output-dir=Pictures",
                "juliaset explore --no-browser --port=8000");
    }

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        Values first = values();
        JobText.job(first, PictureFormat.PNG);
        page.show(null, first, compute, "The page at this address shows Julia sets and renders them; Ctrl-C ends it.");
        return 0;
    }

    private Values values() {
        exclude(preset, like, "give one of them");
        if (like.getValue() != null) {
            return view.over(PictureMetadata.read(like.getValue(), console()).values(), false);
        }
        return isGiven(preset)
                ? view.over(Presets.find(preset.getValue()).values(), true)
                : view.over(Values.NONE, false);
    }
}
