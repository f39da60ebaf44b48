package org.juliaset.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.juliaset.color.Palettes;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.NearestNames;
import org.juliaset.parameters.Numbers;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.render.PictureSize;
import org.juliaset.render.RenderJob;
import org.juliaset.render.View;

/** A query as a picture's parameters, in the terms of the command line. No file is read for it. Immutable. */
final class Fields {
    /** The terms of a {@link View}, as queries have them. */
    private static final Set<String> TERMS = Set.of("c", "center", "width", "zoom", "fit", "size", "print");

    private static final String CONSTANT = "constant";
    private static final int LONGEST_NUMBER = 200;

    private final Query query;
    private final Values values;

    /**
     * Reads a query.
     *
     * @param others names of fields that are no parameters
     * @throws Refusal if a name is unknown
     * @throws InvalidParameterException if a parameter cannot have its value
     */
    Fields(Query query, Set<String> others) {
        this.query = query;
        for (String name : query.names()) {
            if (!isTerm(name) && !others.contains(name)) {
                throw unknown(name, others);
            }
        }
        this.values = resolved();
    }

    private static boolean isTerm(String name) {
        return TERMS.contains(name) || Parameters.find(name).isPresent();
    }

    private static Refusal unknown(String name, Set<String> others) {
        Stream<String> known = Stream.of(
                        TERMS.stream(), others.stream(), Parameters.all().stream().map(Parameter::name))
                .flatMap(names -> names)
                .sorted();
        List<String> near = NearestNames.of(name, known);
        return new Refusal(Refusal.BAD_REQUEST, "there is no parameter " + name
                + (near.isEmpty() ? ": leave it out" : ": did you mean " + String.join(" or ", near) + "?"));
    }

    /** Returns the query. */
    Query query() {
        return query;
    }

    /** Returns the values of all parameters that are given, and of those that terms of a view set. */
    Values values() {
        return values;
    }

    /** Returns the values that are given by their own names. */
    Values given() {
        Values given = Values.NONE;
        for (String name : query.names()) {
            Optional<Parameter<?>> parameter = Parameters.find(name);
            if (parameter.isPresent()) {
                String text = text(name, parameter.get().type().isFlag());
                if (!parameter.get().type().isFreeText()) {
                    requireShort(name, text);
                }
                given = given.withText(parameter.get(), text);
            }
        }
        // a palette has one name, whatever it was called
        return given.has(Parameters.PALETTE)
                ? given.with(Parameters.PALETTE, Palettes.of(given.get(Parameters.PALETTE)).toString())
                : given;
    }

    private String text(String name, boolean isFlag) {
        return isFlag && query.isAlone(name) ? "true" : query.require(name);
    }

    /** Limits the length of a number, so that a message that quotes it stays short. */
    private static void requireShort(String name, String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new Refusal(Refusal.BAD_REQUEST,
                    name + " has " + text.length() + " characters: give " + LONGEST_NUMBER + " at most");
        }
    }

    private Values resolved() {
        View.requireConsistent(name -> isGiven(term(name)), Fields::term);
        View view = new View(
                read("c", Complex::read), read("center", Complex::read), read("width", Numbers::real),
                read("zoom", Numbers::real), isGiven("fit"), read("size", PictureSize::ofPixels),
                read("print", PictureSize::inPrint));
        return view.over(Values.NONE, given(), false, Fields::term);
    }

    private static String term(String name) {
        return name.equals(CONSTANT) ? "c" : name;
    }

    /** Returns whether the region is to hold the whole set. */
    boolean isFit() {
        return isGiven("fit");
    }

    private boolean isGiven(String name) {
        return query.has(name) && (!name.equals("fit") || Parameters.FLAT.parse(text(name, true)));
    }

    private <T> T read(String name, Function<String, T> reader) {
        query.text(name).ifPresent(text -> requireShort(name, text));
        try {
            return query.text(name).map(reader).orElse(null);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(name + ": " + e.getMessage());
        }
    }

    /**
     * Returns the picture.
     *
     * @throws InvalidParameterException if the values do not fit together
     */
    RenderJob job(PictureFormat format) {
        return JobText.job(values, format);
    }

    /** Returns a field that is no parameter; empty if it is not there. */
    Optional<String> other(String name) {
        return query.text(name);
    }

    /**
     * Returns such a field as a whole number.
     *
     * @throws Refusal if it is none from 0 to 2⁵³
     */
    Optional<Long> otherNumber(String name) {
        return other(name).map(text -> {
            if (!text.matches("0|[1-9][0-9]{0,15}") || Long.parseLong(text) > 1L << 53) {
                throw new Refusal(Refusal.BAD_REQUEST, name + " is \"" + Texts.shown(text)
                        + "\": give a whole number from 0 to 2^53");
            }
            return Long.parseLong(text);
        });
    }
}
