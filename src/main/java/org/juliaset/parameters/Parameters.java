package org.juliaset.parameters;

import static org.juliaset.parameters.Parameter.Decides.BYTES;
import static org.juliaset.parameters.Parameter.Decides.PIXELS;
import static org.juliaset.parameters.Parameter.Decides.SAMPLES;
import static org.juliaset.parameters.Parameter.Topic.COLOR;
import static org.juliaset.parameters.Parameter.Topic.FOUND;
import static org.juliaset.parameters.Parameter.Topic.OUTPUT;
import static org.juliaset.parameters.Parameter.Topic.PICTURE;
import static org.juliaset.parameters.Parameter.Topic.REGION;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of all parameters that decide the pixels of a picture or the bytes of its file. Options, metadata, journals
 * and Python's checks use it.
 */
public final class Parameters {
    /** The most pixels of a side, the limit of PNG (PNG specification, 11.2.1). */
    public static final int MAX_SIDE = Integer.MAX_VALUE;

    /** The largest iteration limit. */
    public static final int MAX_ITERATIONS = Integer.MAX_VALUE - 1;

    /** The most pixels per inch in print. */
    public static final int MAX_DPI = 100_000;

    /** The most samples along a side of a pixel. */
    public static final int MAX_SAMPLES_PER_SIDE = 16;

    private static final Map<String, Parameter<?>> BY_NAME = new LinkedHashMap<>();

    public static final Parameter<Integer> RESOLUTION = add(new Parameter<>(
            "resolution", "R", "PIXELS", ValueType.whole(1, MAX_SIDE), "500", SAMPLES, REGION,
            "pixels along the real axis; the height follows from the region"));

    public static final Parameter<Integer> HEIGHT = add(new Parameter<>(
            "height", "", "PIXELS", ValueType.whole(1, MAX_SIDE), null, SAMPLES, FOUND,
            "pixels along the imaginary axis, where they are not those that follow from the region")
            .optional());

    public static final Parameter<Double> XLEFT = add(new Parameter<>(
            "xleft", "x", "X", ValueType.real(), "-1.6", SAMPLES, REGION, "real part at the left edge")
            .withDefault(Parameters::isMap, "-2.35"));

    public static final Parameter<Double> XRIGHT = add(new Parameter<>(
            "xright", "X", "X", ValueType.real(), "1.6", SAMPLES, REGION, "real part at the right edge")
            .withDefault(Parameters::isMap, "0.85"));

    public static final Parameter<Double> YBOT = add(new Parameter<>(
            "ybot", "y", "Y", ValueType.real(), "-1", SAMPLES, REGION, "imaginary part at the bottom edge")
            .withDefault(Parameters::isMap, "-1.25"));

    public static final Parameter<Double> YTOP = add(new Parameter<>(
            "ytop", "Y", "Y", ValueType.real(), "1", SAMPLES, REGION, "imaginary part at the top edge")
            .withDefault(Parameters::isMap, "1.25"));

    public static final Parameter<Double> REAL = add(new Parameter<>(
            "real", "r", "RE", ValueType.real(), "-0.835", SAMPLES, PICTURE, "real part of c")
            .withDefault(Parameters::isMap, null));

    public static final Parameter<Double> IMAG = add(new Parameter<>(
            "imag", "i", "IM", ValueType.real(), "-0.2321", SAMPLES, PICTURE, "imaginary part of c")
            .withDefault(Parameters::isMap, null));

    public static final Parameter<Boolean> MAP = add(new Parameter<>(
            "map", "", "", ValueType.flag(), "false", SAMPLES, PICTURE,
            "the Mandelbrot set, the map of all Julia sets: each pixel is a c, and its orbit begins at 0; the region is"
                    + " -2.35 to 0.85 and -1.25 to 1.25 where no edges are given")
            .optional());

    public static final Parameter<Double> THRESHOLD = add(new Parameter<>(
            "threshold", "t", "T", ValueType.realAbove(0), "2", SAMPLES, PICTURE,
            "a point has escaped when |z| reaches this; 1024 with a palette, so that colours are smooth")
            .withDefault(Parameters::hasPalette, "1024"));

    public static final Parameter<Integer> ITERMIN = add(new Parameter<>(
            "itermin", "m", "N", ValueType.whole(0, MAX_ITERATIONS), "5", PIXELS, PICTURE,
            "points that escape after up to N iterations are black"));

    public static final Parameter<Integer> ITERMAX = add(new Parameter<>(
            "itermax", "M", "N", ValueType.whole(1, MAX_ITERATIONS), "80", SAMPLES, PICTURE,
            "points that do not escape within N iterations are white"));

    public static final Parameter<String> PRECISION = add(new Parameter<>(
            "precision", "", "double|float", ValueType.choice("double", "float"), "double", SAMPLES, PICTURE,
            "arithmetic; float is faster, for pictures that are not deep inside"));

    public static final Parameter<Boolean> FAST = add(new Parameter<>(
            "fast", "", "", ValueType.flag(), "false", BYTES, OUTPUT,
            "least compression: sooner done, larger file"));

    public static final Parameter<String> PALETTE = add(new Parameter<String>(
            "palette", "", "PALETTE", ValueType.text(".+", "give a name, a file or colours with commas between them"),
            null, PIXELS, COLOR,
            "colours: a name as juliaset palettes lists them, a file (.ggr, .gpl, .map, .ugr), or stops as in CSS:"
                    + " \"#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200\"")
            .optional());

    public static final Parameter<String> PALETTE_SCALE = add(new Parameter<>(
            "palette-scale", "", "SCALE", ValueType.choice("linear", "sqrt", "log", "equalised"), "log", PIXELS, COLOR,
            "how colours go with the count: linear, sqrt, log, or equalised, so that each has the same area")
            .optional());

    public static final Parameter<Double> PALETTE_PERIOD = add(new Parameter<>(
            "palette-period", "", "N", ValueType.realAbove(0), null, PIXELS, COLOR,
            "iterations after which the palette comes again on a linear scale, and as often on the others; without it"
                    + " the palette comes once, from itermin to itermax")
            .optional());

    public static final Parameter<Double> PALETTE_OFFSET = add(new Parameter<>(
            "palette-offset", "", "PART", ValueType.realBetween(-1, 1), "0", PIXELS, COLOR,
            "where in the palette to begin, 0.5 for its middle")
            .optional());

    public static final Parameter<Boolean> PALETTE_REVERSE = add(new Parameter<>(
            "palette-reverse", "", "", ValueType.flag(), "false", PIXELS, COLOR, "begin with the palette's end")
            .optional());

    public static final Parameter<String> PALETTE_QUANTILES = add(new Parameter<String>(
            "palette-quantiles", "", "COUNTS",
            ValueType.text("[0-9]{1,14}(,[0-9]{1,14}){1,64}", "give up to 65 counts with commas between them"),
            null, PIXELS, FOUND, "counts that split a sample of the picture into equal parts, for an equalised scale")
            .optional());

    public static final Parameter<String> INTERIOR = add(new Parameter<>(
            "interior", "", "COLOUR", ValueType.text(".+", "give a colour"), "#000000", PIXELS, COLOR,
            "colour of points that do not escape, with a palette")
            .optional());

    public static final Parameter<Boolean> FLAT = add(new Parameter<>(
            "flat", "", "", ValueType.flag(), "false", SAMPLES, COLOR,
            "bands of one colour for each count, and no smooth counts, with a palette")
            .optional());

    public static final Parameter<Boolean> SMOOTH = add(new Parameter<>(
            "smooth", "", "", ValueType.flag(), "false", SAMPLES, COLOR,
            "smooth counts also in gray or as .npy (float64: count and fraction)")
            .optional());

    public static final Parameter<Integer> SAMPLES_PER_SIDE = add(new Parameter<>(
            "samples", "", "K", ValueType.whole(1, MAX_SAMPLES_PER_SIDE), "1", SAMPLES, COLOR,
            "antialiasing: K x K samples for each pixel, averaged in linear light")
            .optional());

    public static final Parameter<Integer> DEPTH = add(new Parameter<>(
            "depth", "", "8|16", ValueType.choiceOf(8, 16), "8", PIXELS, OUTPUT, "bits of a channel")
            .optional());

    public static final Parameter<Integer> DPI = add(new Parameter<>(
            "dpi", "", "N", ValueType.whole(1, MAX_DPI), null, BYTES, OUTPUT,
            "pixels per inch that a PNG or TIFF says it is printed with")
            .optional());

    private Parameters() {}

    /** Whether samples are smooth counts: where that is asked for, and with a palette unless it is to be flat. */
    public static boolean isSmooth(Values values) {
        return values.get(SMOOTH) || hasPalette(values) && !values.get(FLAT);
    }

    private static boolean isMap(Values values) {
        return values.get(MAP);
    }

    private static boolean hasPalette(Values values) {
        return values.has(PALETTE);
    }

    private static <T> Parameter<T> add(Parameter<T> parameter) {
        BY_NAME.put(parameter.name(), parameter);
        return parameter;
    }

    /** Returns all parameters, in the order in which they are stored. */
    public static Collection<Parameter<?>> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** Returns the parameter of a name. */
    public static Optional<Parameter<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
