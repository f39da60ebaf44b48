package org.juliaset.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.juliaset.animate.Animation;
import org.juliaset.animate.Easing;
import org.juliaset.animate.Key;
import org.juliaset.animate.KeyFile;
import org.juliaset.animate.Paths;
import org.juliaset.animate.Rate;
import org.juliaset.animate.Setting;
import org.juliaset.animate.Shutter;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Numbers;
import org.juliaset.storage.FileProblem;
import picocli.CommandLine.Model.OptionSpec;

/** Options for what changes from frame to frame, and for the number of frames and their rate. */
final class AnimationOptions extends OptionGroup {
    /** The duration of a film that has no other, in seconds. */
    private static final BigDecimal USUAL_DURATION = BigDecimal.TEN;

    private static final Rate USUAL_RATE = new Rate(30, 1);
    private static final int USUAL_SAMPLES = 16;

    /** Names of the options, in the order of help. */
    static final List<String> NAMES = List.of(
            "--c-circle", "--c-line", "--zoom-to", "--palette-cycle", "--easing", "--loop", "--frames", "--duration",
            "--fps", "--shutter", "--shutter-samples");

    private final OptionSpec circle = add(OptionSpec.builder("--c-circle")
            .type(Circle.class)
            .converters(converter(Circle::read))
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
            .description("number of these pictures (" + USUAL_SAMPLES + ")"));

    private final PictureOptions picture;
    private final Console console;

    AnimationOptions(PictureOptions picture, Console console) {
        this.picture = picture;
        this.console = console;
    }

    /** A circle of c. */
    private record Circle(double radius, Complex center) {
        static Circle read(String text) {
            String[] parts = text.split(",", 2);
            double radius = Numbers.real(parts[0]);
            if (!(radius > 0)) {
                throw new NumberFormatException("\"" + text + "\" has no radius above 0: write it like 0.7885, or"
                        + " 0.25,-1 with a centre");
            }
            return new Circle(radius, parts.length == 1 ? new Complex(0, 0) : Complex.read(parts[1]));
        }
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
        exclude(circle, line, "give one of them");
        exclude(frames, duration, "give one of them");
        if (isGiven(samples) && !isGiven(shutter)) {
            throw new InvalidParameterException("--shutter-samples is given without --shutter: add it, or leave the"
                    + " samples out");
        }
        KeyFile keys = file == null ? null : read(file);
        boolean isLoop = isSet(loop) || keys != null && Boolean.TRUE.equals(keys.loop());
        Setting setting = picture.setting(
                keys == null ? null : keys.preset(), keys == null ? Map.of() : keys.options()).with(terms);
        Paths paths = new Paths(isLoop, easing.getValue());
        setting = paths(paths, setting);
        Rate rate = Optional.<Rate>ofNullable(fps.getValue())
                .or(() -> Optional.ofNullable(keys).map(KeyFile::rate)).orElse(USUAL_RATE);
        return Animation.of(
                setting, keys == null ? paths.keys() : keys.keys(), isSet(cycle), frames(keys, rate), rate, isLoop,
                shutter(keys));
    }

    private Setting paths(Paths paths, Setting setting) {
        if (isGiven(circle)) {
            Circle given = circle.getValue();
            paths.circle(given.radius(), given.center());
        }
        if (isGiven(line)) {
            List<Complex> ends = line.getValue();
            paths.line(ends.get(0), ends.get(1));
        }
        if (!isGiven(zoomTo)) {
            return setting;
        }
        Double zoom = (Double) setting.terms().get("zoom");
        if (zoom == null) {
            throw new InvalidParameterException("--zoom-to is given without --zoom: say how many times less wide than"
                    + " the usual region the film is to end");
        }
        return paths.zoom(setting.without(Set.of("zoom")), zoomTo.getValue(), zoom);
    }

    private int frames(KeyFile keys, Rate rate) {
        if (isGiven(frames)) {
            return between(2, Rate.MAX_FRAMES, "frames", frames.getValue());
        }
        if (!isGiven(duration) && keys != null && keys.frames() != null) {
            return keys.frames();
        }
        BigDecimal time = isGiven(duration)
                ? duration.getValue()
                : keys != null && keys.duration() != null ? keys.duration() : USUAL_DURATION;
        return rate.framesIn(time);
    }

    private Shutter shutter(KeyFile keys) {
        Double fraction = isGiven(shutter) ? shutter.<Double>getValue() : keys == null ? null : keys.shutter();
        if (fraction == null) {
            return Shutter.NONE;
        }
        if (isGiven(samples)) {
            return new Shutter(fraction, between(2, Shutter.MAX_SAMPLES, "shutter-samples", samples.getValue()));
        }
        return new Shutter(
                fraction, keys != null && keys.shutterSamples() != null ? keys.shutterSamples() : USUAL_SAMPLES);
    }

    private KeyFile read(String name) {
        for (OptionSpec option : List.of(circle, line, zoomTo, easing)) {
            if (isGiven(option)) {
                throw new InvalidParameterException(asTyped(option) + " and key frames in " + Shell.printable(name)
                        + " are both given: leave one out");
            }
        }
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
