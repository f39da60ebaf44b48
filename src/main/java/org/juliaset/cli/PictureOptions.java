package org.juliaset.cli;

import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.Presets;
import picocli.CommandLine.Model.OptionSpec;

/** Options for the picture itself, all that decides its samples, pixels and bytes. */
final class PictureOptions extends OptionGroup {
    private final ParameterOptions parameters;
    private final ViewOptions view;

    private final OptionSpec like;
    private final OptionSpec preset;
    private final Console console;

    PictureOptions(Console console) {
        this.console = console;
        parameters = add(new ParameterOptions(Parameters.all(), console));
        view = add(new ViewOptions(parameters));
        like = add(text("--like")
                .paramLabel("FILE")
                .description("what and how the picture in FILE is, a PNG, TIFF or .npy of juliaset: its options where"
                        + " they are not given; with another --palette, too, -t is the file's"));
        preset = add(text("--preset")
                .paramLabel("NAME")
                .description("a well-known set with a region and colours that suit it, as juliaset presets lists them,"
                        + " where options are not given"));
    }

    /** Returns the values that are given, over those of a picture that is there. */
    Values values(OutputOptions output) {
        exclude(preset, like, "give one of them");
        exclude(preset, parameters.optionOf(Parameters.MAP), "leave one out");
        if (like.getValue() != null) {
            PictureMetadata picture = PictureMetadata.read(like.getValue(), console);
            output.requireOther(picture);
            return view.over(picture.values(), false);
        }
        Values base = output.isResume() ? output.valuesThere() : Values.NONE;
        return isGiven(preset)
                ? view.over(base.with(Presets.find(preset.getValue()).values()), true)
                : view.over(base, false);
    }
}
