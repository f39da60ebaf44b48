package org.juliaset.embed;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.juliaset.animate.Animation;
import org.juliaset.animate.Easing;
import org.juliaset.animate.FilmRequest;
import org.juliaset.animate.KeyFile;
import org.juliaset.animate.Rate;
import org.juliaset.animate.Setting;
import org.juliaset.animate.Shutter;
import org.juliaset.animate.Terms;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.Numbers;
import org.juliaset.parameters.Spelling;
import org.juliaset.parameters.Values;
import org.juliaset.render.Presets;

/** Reads what is asked of a film: texts by the names of the command line's options. Not safe for use by threads. */
final class FilmTexts {
    /** Both ends of the line of c, which have texts of their own. */
    private static final List<String> LINE = List.of("c-line[0]", "c-line[1]");

    private final Map<String, String> texts;
    private final Path folder;
    private final Spelling spelling;

    /**
     * @param folder which names of palette files are relative to
     * @param spelling of the names
     */
    FilmTexts(Map<String, String> texts, Path folder, Spelling spelling) {
        this.texts = new HashMap<>(texts);
        this.folder = folder;
        this.spelling = spelling;
    }

    /**
     * Returns the film.
     *
     * @param keys its key frames, or null
     * @param terms in all frames
     * @throws InvalidParameterException if there can be no such film
     */
    Animation animation(KeyFile keys, Map<String, Object> terms) {
        FilmRequest request = request();
        return request.animation(setting(keys).with(terms), keys, "key frames");
    }

    private FilmRequest request() {
        return new FilmRequest(
                take("c-circle", FilmRequest.Circle::read), line(), take("zoom-to", Complex::read),
                take("palette-cycle", Boolean::valueOf) != null, take("easing", Easing::read),
                take("loop", Boolean::valueOf) != null,
                take("frames", text -> whole("frames", Rate.MAX_FRAMES, text)),
                take("duration", Rate::readTime), take("fps", Rate::read), take("shutter", Numbers::real),
                take("shutter-samples", text -> whole("shutter-samples", Shutter.MAX_SAMPLES, text)));
    }

    private List<Complex> line() {
        List<Complex> ends = new ArrayList<>();
        LINE.stream().filter(texts::containsKey).forEach(end -> ends.add(take(end, Complex::read)));
        return ends.isEmpty() ? null : ends;
    }

    private static int whole(String name, int most, String text) {
        BigInteger number = Numbers.whole(text);
        Limit.require(Limit.ofWhole(2, most), name, number);
        return number.intValue();
    }

    /** Returns what a text says, and null if it is not given. */
    private <T> T take(String name, Function<String, T> reader) {
        String text = texts.remove(name);
        try {
            return text == null ? null : reader.apply(text);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(message -> message.ofText(name) + e.getMessage());
        }
    }

    /** Returns the picture, of all texts that are left. */
    private Setting setting(KeyFile keys) {
        String preset = take("preset", text -> text);
        Map<String, Object> terms = new LinkedHashMap<>(keys == null ? Map.of() : keys.options());
        Map<String, String> names = new HashMap<>();
        for (String name : List.copyOf(texts.keySet())) {
            String term = Terms.named(name);
            String other = names.put(term, name);
            if (other != null) {
                throw new InvalidParameterException(
                        message -> message.of(other) + " and " + message.of(name) + " are the same: leave one out");
            }
            terms.put(term, take(name, text -> Terms.parse(term, text, folder)));
        }
        UnaryOperator<String> shown = term -> names.containsKey(term) ? spelling.of(names.get(term)) : term;
        String base = preset == null && keys != null ? keys.preset() : preset;
        return base == null
                ? new Setting(Values.NONE, terms, false, shown)
                : new Setting(Presets.find(base).values(), terms, true, shown);
    }
}
