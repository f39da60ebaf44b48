package org.juliaset.animate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.color.Palettes;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.NearestNames;
import org.juliaset.parameters.Numbers;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.ValueType;
import org.juliaset.render.PictureSize;

/** The terms of a picture by name: the parameters of the table, and those of {@link org.juliaset.render.View}. */
public final class Terms {
    static final String CONSTANT = "constant";
    static final String CENTER = "center";
    static final String WIDTH = "width";
    static final String ZOOM = "zoom";
    static final String FIT = "fit";
    static final String SIZE = "size";
    static final String PRINT = "print";

    private static final Map<String, String> OTHER_NAMES = Map.of("c", CONSTANT, "centre", CENTER);
    private static final List<String> OF_VIEW = List.of(CONSTANT, CENTER, WIDTH, ZOOM, FIT, SIZE, PRINT);

    /** Those that all frames of a film share, since its file has one size and one kind of pixels. */
    private static final Set<String> FIXED = Set.of(
            FIT, SIZE, PRINT, Parameters.RESOLUTION.name(), Parameters.HEIGHT.name(), Parameters.MAP.name(),
            Parameters.DEPTH.name(), Parameters.DPI.name(), Parameters.FAST.name());

    private Terms() {}

    /**
     * Returns the term that a name is of.
     *
     * @throws InvalidParameterException with the nearest names, if there is none
     */
    public static String named(String name) {
        String term = OTHER_NAMES.getOrDefault(name, name);
        if (OF_VIEW.contains(term) || parameter(term).isPresent()) {
            return term;
        }
        List<String> near = NearestNames.of(name, names());
        throw new InvalidParameterException("is not a parameter: " + (near.isEmpty()
                ? "use c or one of " + names().collect(Collectors.joining(", "))
                : "did you mean " + String.join(" or ", near) + "?"));
    }

    /** Returns the names of all terms that can be given, without {@code c} and {@code centre}. */
    public static Stream<String> names() {
        return Stream.concat(
                OF_VIEW.stream(),
                Parameters.all().stream()
                        .filter(parameter -> parameter.topic() != Parameter.Topic.FOUND
                                || parameter == Parameters.HEIGHT)
                        .map(Parameter::name));
    }

    static Optional<Parameter<?>> parameter(String term) {
        return Parameters.find(term).filter(parameter -> parameter != Parameters.PALETTE_QUANTILES);
    }

    /** Returns whether a term cannot change from frame to frame. */
    static boolean isFixed(String term) {
        return FIXED.contains(term);
    }

    /** Returns whether a term is the size of the region, whose changes are factors. */
    static boolean isScale(String term) {
        return term.equals(ZOOM) || term.equals(WIDTH);
    }

    /** Returns whether a term has whole numbers as values, and all between two of them. */
    static boolean isWhole(String term) {
        return parameter(term).filter(parameter -> parameter.type().kind() == ValueType.Kind.WHOLE).isPresent();
    }

    /**
     * Reads a value.
     *
     * @param folder which names of palette files are relative to
     * @throws InvalidParameterException if the term cannot have it
     */
    static Object read(String term, String text, Path folder) {
        try {
            return parse(term, text, folder);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(e.getMessage());
        }
    }

    /**
     * Reads a value.
     *
     * @param folder which names of palette files are relative to
     * @throws NumberFormatException if the text is no such value; the message begins with the text
     * @throws InvalidParameterException if the term cannot have it; the message begins with a name
     */
    public static Object parse(String term, String text, Path folder) {
        return switch (term) {
            case CONSTANT, CENTER -> moderate(term, Complex.read(text));
            case WIDTH, ZOOM -> positive(term, Numbers.real(text));
            case FIT -> flag(text);
            case SIZE -> PictureSize.ofPixels(text);
            case PRINT -> PictureSize.inPrint(text);
            default -> parse(parameter(term).orElseThrow(), text, folder);
        };
    }

    private static Object parse(Parameter<?> parameter, String text, Path folder) {
        return parameter == Parameters.PALETTE
                ? Palettes.find(text, folder).toString()
                : parameter.parse(text);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new NumberFormatException("\"" + text + "\" is neither true nor false");
        }
        return text.equals("true");
    }

    private static Complex moderate(String term, Complex value) {
        Limit.require(Limit.ofReal(), term, value.real());
        Limit.require(Limit.ofReal(), term, value.imag());
        return value;
    }

    private static double positive(String term, double value) {
        Limit.require(Limit.ofRealAbove(0), term, value);
        return value;
    }
}
