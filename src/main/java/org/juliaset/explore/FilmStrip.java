package org.juliaset.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.juliaset.animate.Animation;
import org.juliaset.animate.Film;
import org.juliaset.model.Grid;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/** The film of the page's timeline: what it is, and its frames as states of the page. Safe for use by threads. */
final class FilmStrip {
    /** The most frames of an answer. */
    static final int MOST_FRAMES = 128;

    private static final String FIRST = "first";
    private static final String COUNT = "count";

    private final Animation animation;
    private final Film film;

    FilmStrip(Animation animation) {
        this.animation = animation;
        this.film = animation.film();
    }

    /**
     * What the page has to know of the film: the schema of its JSON.
     *
     * @param rate frames in {@code seconds}
     * @param keys positions of key frames, in frames
     */
    private record Facts(
            int frames, int rate, int seconds, boolean loop, int width, int height, List<Double> keys) {}

    /**
     * Some frames one after the other.
     *
     * @param states of the page, as its address spells them
     */
    private record Block(int first, List<String> states) {}

    Answer facts() {
        int last = film.frames() - 1;
        return Answer.json(Answer.OK, new Facts(
                film.frames(), film.rate().frames(), film.rate().seconds(), film.loop(), film.width(), film.height(),
                animation.keys().stream().filter(position -> position <= last).toList()));
    }

    /** Answers with the states of some frames; fewer than are asked for at the end of the film. */
    Answer frames(Query query) {
        query.names().stream().filter(name -> !Set.of(FIRST, COUNT).contains(name)).findFirst().ifPresent(name -> {
            throw new Refusal(Refusal.BAD_REQUEST, "there is no parameter " + name + ": leave it out");
        });
        int first = number(query, FIRST, 0, film.frames() - 1);
        int count = number(query, COUNT, 1, MOST_FRAMES);
        int end = Math.min(film.frames(), first + count);
        return Answer.json(Answer.OK, new Block(first, IntStream.range(first, end).mapToObj(this::state).toList()));
    }

    private static int number(Query query, String name, int least, int most) {
        String text = query.require(name);
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new Refusal(Refusal.BAD_REQUEST, name + " is \"" + Texts.shown(text)
                    + "\": give a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** Returns the state of the page for a frame, as its address spells it: without the size, its picture. */
    String state(int frame) {
        Values values = JobText.values(animation.job(frame));
        Map<String, Object> terms = animation.terms(frame);
        Double zoom = Optional.ofNullable((Double) terms.get("zoom"))
                .orElseGet(() -> Optional.ofNullable((Double) terms.get("width")).map(Window::zoomOf).orElse(null));
        return Address.ofFrame(values, Window.exact(values, (Complex) terms.get("center"), zoom));
    }
}
