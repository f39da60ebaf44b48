package org.juliaset.parameters;

import static org.juliaset.parameters.Parameter.Decides.BYTES;
import static org.juliaset.parameters.Parameter.Decides.PIXELS;
import static org.juliaset.parameters.Parameter.Decides.SAMPLES;
import static org.juliaset.parameters.Parameter.Topic.OUTPUT;
import static org.juliaset.parameters.Parameter.Topic.PICTURE;
import static org.juliaset.parameters.Parameter.Topic.REGION;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of everything that decides a picture's pixels, or a file's bytes, by name. Options, metadata, journals
 * and Python's checks are read from it.
 */
public final class Parameters {
    /** The most pixels of a side: what a PNG can say (PNG specification, 11.2.1). */
    public static final int MAX_SIDE = Integer.MAX_VALUE;

    /** The largest iteration limit. */
    public static final int MAX_ITERATIONS = Integer.MAX_VALUE - 1;

    private static final Map<String, Parameter<?>> BY_NAME = new LinkedHashMap<>();

    public static final Parameter<Integer> RESOLUTION = add(new Parameter<>(
            "resolution", "R", "PIXELS", ValueType.whole(1, MAX_SIDE), "500", SAMPLES, REGION,
            "pixels along the real axis; the height follows from the region"));

    public static final Parameter<Double> XLEFT = add(new Parameter<>(
            "xleft", "x", "X", ValueType.real(), "-1.6", SAMPLES, REGION, "real part at the left edge"));

    public static final Parameter<Double> XRIGHT = add(new Parameter<>(
            "xright", "X", "X", ValueType.real(), "1.6", SAMPLES, REGION, "real part at the right edge"));

    public static final Parameter<Double> YBOT = add(new Parameter<>(
            "ybot", "y", "Y", ValueType.real(), "-1", SAMPLES, REGION, "imaginary part at the bottom edge"));

    public static final Parameter<Double> YTOP = add(new Parameter<>(
            "ytop", "Y", "Y", ValueType.real(), "1", SAMPLES, REGION, "imaginary part at the top edge"));

    public static final Parameter<Double> REAL = add(new Parameter<>(
            "real", "r", "RE", ValueType.real(), "-0.835", SAMPLES, PICTURE, "real part of c"));

    public static final Parameter<Double> IMAG = add(new Parameter<>(
            "imag", "i", "IM", ValueType.real(), "-0.2321", SAMPLES, PICTURE, "imaginary part of c"));

    public static final Parameter<Double> THRESHOLD = add(new Parameter<>(
            "threshold", "t", "T", ValueType.realAbove(0), "2", SAMPLES, PICTURE,
            "a point has escaped when |z| reaches this"));

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

    private Parameters() {}

    private static <T> Parameter<T> add(Parameter<T> parameter) {
        BY_NAME.put(parameter.name(), parameter);
        return parameter;
    }

    /** All, in the order in which they are kept with a picture. */
    public static Collection<Parameter<?>> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** The one of a name. */
    public static Optional<Parameter<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
