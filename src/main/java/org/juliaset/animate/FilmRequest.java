package org.juliaset.animate;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.Numbers;

/**
 * What is asked of a film besides its picture and its key frames, which it comes before. What is not given is null.
 *
 * @param circle the path of c
 * @param line both ends of the path of c
 * @param zoomTo the middle that a zoom ends at
 * @param cycle whether the palette goes once through all its colours
 * @param easing of the circle, the line and the zoom
 * @param loop whether the film goes on with its first frame
 * @param frames number of frames, in place of a duration
 * @param duration in seconds
 * @param rate frames per second
 * @param shutter the exposed fraction of a frame's time
 * @param samples pictures of a frame
 */
public record FilmRequest(
        Circle circle, List<Complex> line, Complex zoomTo, boolean cycle, Easing easing, boolean loop, Integer frames,
        BigDecimal duration, Rate rate, Double shutter, Integer samples) {
    /** Pictures of a frame with a shutter, if their number is not given. */
    public static final int USUAL_SAMPLES = 16;

    /** The duration of a film that has no other, in seconds. */
    private static final BigDecimal USUAL_DURATION = BigDecimal.TEN;

    private static final Rate USUAL_RATE = new Rate(30, 1);

    /**
     * A circle of c.
     *
     * @param radius above 0
     */
    public record Circle(double radius, Complex center) {
        /**
         * Reads a radius such as {@code 0.7885}, or with a centre {@code 0.25,-1}.
         *
         * @throws NumberFormatException if it is none; the message begins with the text
         */
        public static Circle read(String text) {
            String[] parts = text.split(",", 2);
            double radius = Numbers.real(parts[0]);
            if (!(radius > 0)) {
                throw new NumberFormatException("\"" + text + "\" has no radius above 0: write it like 0.7885, or"
                        + " 0.25,-1 with a centre");
            }
            return new Circle(radius, parts.length == 1 ? new Complex(0, 0) : Complex.read(parts[1]));
        }
    }

    /** @throws InvalidParameterException if two contradict each other, or a number is out of range */
    public FilmRequest {
        exclude("c-circle", circle, "c-line", line);
        exclude("frames", frames, "duration", duration);
        if (samples != null && shutter == null) {
            throw new InvalidParameterException(spelling -> spelling.asGiven("shutter-samples") + " is given without "
                    + spelling.asGiven("shutter") + ": add it, or leave the samples out");
        }
        if (frames != null) {
            Limit.require(Limit.ofWhole(2, Rate.MAX_FRAMES), "frames", frames);
        }
        if (samples != null) {
            Limit.require(Limit.ofWhole(2, Shutter.MAX_SAMPLES), "shutter-samples", samples);
        }
    }

    private static void exclude(String first, Object one, String second, Object other) {
        if (one != null && other != null) {
            throw new InvalidParameterException(spelling -> spelling.asGiven(first) + " and "
                    + spelling.asGiven(second) + " are both given: give one of them");
        }
    }

    /**
     * Returns the film.
     *
     * @param setting what its frames have in common
     * @param keys its key frames, or null
     * @param name of these, for messages
     * @throws InvalidParameterException if there can be no such film
     */
    public Animation animation(Setting setting, KeyFile keys, String name) {
        if (keys != null) {
            requireNoPath(name);
        }
        boolean isLoop = loop || keys != null && Boolean.TRUE.equals(keys.loop());
        Paths paths = new Paths(isLoop, easing);
        Setting start = paths(paths, setting);
        Rate chosen = Optional.ofNullable(rate)
                .or(() -> Optional.ofNullable(keys).map(KeyFile::rate)).orElse(USUAL_RATE);
        return Animation.of(
                start, keys == null ? paths.keys() : keys.keys(), cycle, frames(keys, chosen), chosen, isLoop,
                shutter(keys));
    }

    private void requireNoPath(String name) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("c-circle", circle);
        given.put("c-line", line);
        given.put("zoom-to", zoomTo);
        given.put("easing", easing);
        given.forEach((option, value) -> {
            if (value != null) {
                throw new InvalidParameterException(spelling -> spelling.asGiven(option) + " and " + name
                        + " are both given: leave one out");
            }
        });
    }

    private Setting paths(Paths paths, Setting setting) {
        if (circle != null) {
            paths.circle(circle.radius(), circle.center());
        }
        if (line != null) {
            paths.line(line.get(0), line.get(1));
        }
        if (zoomTo == null) {
            return setting;
        }
        Double zoom = (Double) setting.terms().get(Terms.ZOOM);
        if (zoom == null) {
            throw new InvalidParameterException(spelling -> spelling.asGiven("zoom-to") + " is given without "
                    + spelling.asGiven(Terms.ZOOM) + ": say how many times less wide than the usual region the film is"
                    + " to end");
        }
        return paths.zoom(setting.without(Set.of(Terms.ZOOM)), zoomTo, zoom);
    }

    private int frames(KeyFile keys, Rate chosen) {
        if (frames != null) {
            return frames;
        }
        if (duration == null && keys != null && keys.frames() != null) {
            return keys.frames();
        }
        BigDecimal time = duration != null
                ? duration
                : keys != null && keys.duration() != null ? keys.duration() : USUAL_DURATION;
        return chosen.framesIn(time);
    }

    private Shutter shutter(KeyFile keys) {
        Double fraction = shutter == null && keys != null ? keys.shutter() : shutter;
        if (fraction == null) {
            return Shutter.NONE;
        }
        Integer number = samples == null && keys != null ? keys.shutterSamples() : samples;
        return new Shutter(fraction, number == null ? USUAL_SAMPLES : number);
    }
}
