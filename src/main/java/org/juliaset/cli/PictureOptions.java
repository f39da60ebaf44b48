package org.juliaset.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.juliaset.animate.Setting;
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
                .completionCandidates(Presets.names())
                .description("a well-known set with a region and colours that suit it, as juliaset presets lists them,"
                        + " where options are not given"));
    }

    private void requireOneBase() {
        exclude(preset, like, "give one of them");
        exclude(preset, parameters.optionOf(Parameters.MAP), "leave one out");
    }

    /**
     * Returns what the frames of a film have in common.
     *
     * @param presetOfFile the name of a preset in a file of key frames, or null
     * @param termsOfFile those of the file's terms that are not given as options are used, too
     */
    Setting setting(String presetOfFile, Map<String, Object> termsOfFile) {
        requireOneBase();
        Map<String, Object> given = Setting.terms(parameters.values(), view.view());
        Map<String, Object> terms = new LinkedHashMap<>(termsOfFile);
        terms.putAll(given);
        UnaryOperator<String> shown = name -> given.containsKey(name) ? view.shown(name) : name;
        if (isGiven(like)) {
            return new Setting(PictureMetadata.read(like.getValue(), console).values(), terms, false, shown);
        }
        String name = isGiven(preset) ? preset.getValue() : presetOfFile;
        return name == null
                ? new Setting(Values.NONE, terms, false, shown)
                : new Setting(Presets.find(name).values(), terms, true, shown);
    }

    /** Returns the values that are given, over those of a picture that is there. */
    Values values(OutputOptions output) {
        requireOneBase();
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
