package org.juliaset.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.juliaset.animate.Animation;
import org.juliaset.animate.Easing;
import org.juliaset.animate.FilmRequest;
import org.juliaset.animate.KeyFile;
import org.juliaset.animate.Rate;
import org.juliaset.animate.Setting;
import org.juliaset.animate.Shutter;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.storage.FileProblem;
import picocli.CommandLine.Model.OptionSpec;

/** Options for what changes from frame to frame, and for the number of frames and their rate. */
final class AnimationOptions extends OptionGroup {
    /** Names of the options, in the order of help. */
    static final List<String> NAMES = List.of(
            "--c-circle", "--c-line", "--zoom-to", "--palette-cycle", "--easing", "--loop", "--frames", "--duration",
            "--fps", "--shutter", "--shutter-samples");

    private final OptionSpec circle = add(OptionSpec.builder("--c-circle")
            .type(FilmRequest.Circle.class)
            .converters(converter(FilmRequest.Circle::read))
            .paramLabel("R[,CENTRE]")
            .description("move c once around a circle, counterclockwise from its right; its centre is 0 if not given"));

    private final OptionSpec line = add(OptionSpec.builder("--c-line")
            .type(List.class)
            .auxiliaryTypes(Complex.class)
            .arity("2")
            .converters(converter(Complex::read))
            .paramLabel("C")
            .description("move c from one to another, or with --loop to the other and back"));

    private final OptionSpec zoomTo = add(OptionSpec.builder("--zoom-to")
            .type(Complex.class)
            .converters(converter(Complex::read))
            .paramLabel("RE,IM")
            .description("zoom from the region that is given to this middle, by the same factor in each frame, until"
                    + " the zoom is that of --zoom"));

    private final OptionSpec cycle = add(flag("--palette-cycle")
            .description("move the palette's colours once through all of it, there and back if it is not cyclic"));

    private final OptionSpec easing = add(OptionSpec.builder("--easing")
            .type(Easing.class)
            .converters(converter(Easing::read))
            .paramLabel("EASING")
            .description("how c and the zoom of these options move: linear, or smooth at both ends (linear)"));

    private final OptionSpec loop = add(flag("--loop")
            .description("the film goes on with its first frame after its last one; a line or a zoom goes there and"
                    + " back"));

    private final OptionSpec frames = add(wholeNumber("--frames")
            .paramLabel("N")
            .description("number of frames, in place of a duration"));

    private final OptionSpec duration = add(OptionSpec.builder("--duration")
            .type(BigDecimal.class)
            .converters(converter(Rate::readTime))
            .paramLabel("TIME")
            .description("how long the film is, such as 10s, 500ms or 2min (10s)"));

    private final OptionSpec fps = add(OptionSpec.builder("--fps")
            .type(Rate.class)
            .converters(converter(Rate::read))
            .paramLabel("N")
            .description("frames per second, such as 30, 23.976 or 30000/1001 (30)"));

    private final OptionSpec shutter = add(realNumber("--shutter")
            .paramLabel("FRACTION")
            .description("motion blur: a frame is the mean, in linear light, of pictures from this fraction of its"
                    + " time"));

    private final OptionSpec samples = add(wholeNumber("--shutter-samples")
            .paramLabel("N")
            .description("number of these pictures (" + FilmRequest.USUAL_SAMPLES + ")"));

    private final PictureOptions picture;
    private final Console console;

    AnimationOptions(PictureOptions picture, Console console) {
        this.picture = picture;
        this.console = console;
    }

    /**
     * Returns the film.
     *
     * @param file of key frames as it was given, or null
     * @param terms of the format, in all frames
     * @throws InvalidParameterException if options or key frames are wrong
     * @throws InputException if the file cannot be read
     */
    Animation animation(String file, Map<String, Object> terms) {
        FilmRequest request = new FilmRequest(
                circle.getValue(), line.getValue(), zoomTo.getValue(), isSet(cycle), easing.getValue(), isSet(loop),
                isGiven(frames) ? between(2, Rate.MAX_FRAMES, "frames", frames.getValue()) : null,
                duration.getValue(), fps.getValue(), shutter.getValue(),
                isGiven(samples) ? between(2, Shutter.MAX_SAMPLES, "shutter-samples", samples.getValue()) : null);
        KeyFile keys = file == null ? null : read(file);
        Setting setting = picture.setting(
                keys == null ? null : keys.preset(), keys == null ? Map.of() : keys.options()).with(terms);
        return request.animation(setting, keys, file == null ? null : "key frames in " + Shell.printable(file));
    }

    private KeyFile read(String name) {
        Path path;
        try {
            path = console.path(name);
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("\"" + Shell.printable(name) + "\" is no file name: " + e.getReason());
        }
        try {
            return KeyFile.read(path, Shell.printable(name));
        } catch (IOException e) {
            InputException failure = new InputException(Shell.printable(name), path, e);
            throw FileProblem.of(e).isMistake() ? new InvalidParameterException(failure.getMessage()) : failure;
        }
    }
}
