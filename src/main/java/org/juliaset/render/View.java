package org.juliaset.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.FittingRegion;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.Decimal;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;

/**
 * c, the region and the size of a picture in other terms than the parameters that they set; null for what is not given.
 * The command line and the explorer share this arithmetic, so that a view has the same grid in both, to the last bit.
 * Immutable.
 *
 * @param constant c as one complex number
 * @param center the middle of the region
 * @param width the width of the region
 * @param zoom how many times less wide the region is than the usual one
 * @param isFit whether the region is to hold the whole filled Julia set
 * @param size the sides in pixels
 * @param print the sides in print
 */
public record View(
        Complex constant, Complex center, Double width, Double zoom, boolean isFit, PictureSize size,
        PictureSize print) {
    /** Pixels per inch of a size in print, unless they are given. */
    public static final int USUAL_DPI = 300;

    private static final List<Parameter<Double>> X_EDGES = List.of(Parameters.XLEFT, Parameters.XRIGHT);
    private static final List<Parameter<Double>> Y_EDGES = List.of(Parameters.YBOT, Parameters.YTOP);
    private static final List<String> EDGES = List.of("xleft", "xright", "ybot", "ytop");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final String ONE_OF_THEM = "give one of them";
    private static final String LEAVE_ONE_OUT = "leave one out";

    /**
     * Checks that terms do not contradict each other.
     *
     * @param isGiven whether a term or a parameter is given, by its name: those of this record, with {@code fit}, and
     *     those of the table
     * @param shown how a message shows a name
     * @throws InvalidParameterException if two do, with their names and what to do
     */
    public static void requireConsistent(Predicate<String> isGiven, UnaryOperator<String> shown) {
        Contradictions found = new Contradictions(isGiven, shown);
        found.refuse("constant", "real", ONE_OF_THEM);
        found.refuse("constant", "imag", ONE_OF_THEM);
        for (String ofC : List.of("real", "imag", "constant", "fit")) {
            found.refuse("map", ofC, LEAVE_ONE_OUT);
        }
        for (String edge : EDGES) {
            found.refuse("center", edge, "give a middle or edges");
            found.refuse("width", edge, "give a width or edges");
            found.refuse("zoom", edge, "give a zoom or edges");
            found.refuse("fit", edge, LEAVE_ONE_OUT);
        }
        found.refuse("width", "zoom", ONE_OF_THEM);
        for (String window : List.of("center", "width", "zoom")) {
            found.refuse("fit", window, LEAVE_ONE_OUT);
        }
        found.refuse("size", "print", ONE_OF_THEM);
        for (String sides : List.of("size", "print")) {
            found.refuse(sides, "resolution", ONE_OF_THEM);
            found.refuse(sides, "height", ONE_OF_THEM);
        }
    }

    private record Contradictions(Predicate<String> isGiven, UnaryOperator<String> shown) {
        void refuse(String first, String second, String advice) {
            if (isGiven.test(first) && isGiven.test(second)) {
                throw new InvalidParameterException(
                        shown.apply(first) + " and " + shown.apply(second) + " are both given: " + advice);
            }
        }
    }

    /**
     * Returns the values of all parameters, with those that follow from these terms.
     *
     * @param base values of an existing picture; none for the defaults
     * @param given values that are given by their own names, which come before those of {@code base}
     * @param isWhole whether all of the region stays visible at any size
     * @param shown how a message shows the name of a term or a parameter
     * @throws InvalidParameterException if one cannot have its value, or the sides do not have the region's shape
     */
    public Values over(Values base, Values given, boolean isWhole, UnaryOperator<String> shown) {
        Values merged = merged(base, given);
        refuseConstantInMap(merged, given, shown);
        Values values = withConstant(merged);
        Optional<int[]> sides = sides(values);
        if (print != null) {
            values = values.with(Parameters.DPI, dpi(values));
        }
        if (isFit) {
            values = with(values, FittingRegion.of(values.get(Parameters.REAL), values.get(Parameters.IMAG)));
        }
        values = withWindow(values);
        if (sides.isPresent()) {
            return withSides(values, given, sides.get(), isWhole || isFit, shown);
        }
        if (!values.has(Parameters.HEIGHT) || given.has(Parameters.HEIGHT)) {
            return values;
        }
        boolean isSameGrid = region(values).equals(region(base))
                && values.get(Parameters.RESOLUTION).equals(base.get(Parameters.RESOLUTION));
        return isSameGrid ? values : values.only(parameter -> parameter != Parameters.HEIGHT);
    }

    /** Returns given values over those of a picture, of which a map leaves c out. */
    private static Values merged(Values base, Values given) {
        Values kept = given.get(Parameters.MAP)
                ? base.only(parameter -> parameter != Parameters.REAL && parameter != Parameters.IMAG)
                : base;
        return kept.with(given);
    }

    private void refuseConstantInMap(Values values, Values given, UnaryOperator<String> shown) {
        Optional<String> ofC = Stream.of(
                        given.has(Parameters.REAL) ? "real" : null,
                        given.has(Parameters.IMAG) ? "imag" : null,
                        constant == null ? null : "constant",
                        isFit ? "fit" : null)
                .filter(Objects::nonNull)
                .findFirst();
        if (ofC.isPresent() && values.get(Parameters.MAP)) {
            throw new InvalidParameterException(shown.apply(ofC.get()) + " is given, and the picture is a map, whose"
                    + " pixels are c: leave it out");
        }
    }

    private Values withConstant(Values values) {
        if (constant == null) {
            return values;
        }
        Parameters.REAL.check(constant.real());
        Parameters.IMAG.check(constant.imag());
        return values.with(Parameters.REAL, constant.real()).with(Parameters.IMAG, constant.imag());
    }

    private Optional<int[]> sides(Values values) {
        PictureSize given = size != null ? size : print;
        return Optional.ofNullable(given).map(sides -> sides.pixels(dpi(values)));
    }

    private static int dpi(Values values) {
        return values.find(Parameters.DPI).orElse(USUAL_DPI);
    }

    private static ComplexRegion region(Values values) {
        return new ComplexRegion(
                values.get(Parameters.XLEFT), values.get(Parameters.XRIGHT),
                values.get(Parameters.YTOP), values.get(Parameters.YBOT));
    }

    private static Values with(Values values, ComplexRegion region) {
        return values
                .with(Parameters.XLEFT, region.xleft())
                .with(Parameters.XRIGHT, region.xright())
                .with(Parameters.YBOT, region.ybot())
                .with(Parameters.YTOP, region.ytop());
    }

    /** Returns values with the region of the center, the width and the zoom; its shape stays. */
    private Values withWindow(Values values) {
        if (center == null && width == null && zoom == null) {
            return values;
        }
        Axis x = Axis.of(values.get(Parameters.XLEFT), values.get(Parameters.XRIGHT));
        Axis y = Axis.of(values.get(Parameters.YBOT), values.get(Parameters.YTOP));
        BigDecimal wide = span().orElse(x.span.abs());
        Axis newX = x.ofSpan(wide).around(center == null ? null : center.real());
        Axis newY = y.ofSpan(wide.multiply(y.span.abs()).divide(x.span.abs(), MathContext.DECIMAL128))
                .around(center == null ? null : center.imag());
        return with(values, region(newX, newY));
    }

    private static ComplexRegion region(Axis x, Axis y) {
        return new ComplexRegion(x.start(), x.end(), y.end(), y.start());
    }

    /** Returns the width of the region if it is given. */
    private Optional<BigDecimal> span() {
        if (width != null) {
            return Optional.of(decimal("width", width));
        }
        if (zoom != null) {
            Axis usual = Axis.of(Values.NONE.get(Parameters.XLEFT), Values.NONE.get(Parameters.XRIGHT));
            return Optional.of(usual.span.divide(decimal("zoom", zoom), MathContext.DECIMAL128));
        }
        return Optional.empty();
    }

    private static BigDecimal decimal(String name, Double number) {
        Limit.require(Limit.ofRealAbove(0), name, number);
        return new BigDecimal(Decimal.shortest(number));
    }

    /** Returns values with sides in pixels and a region of their shape: it grows, or one side follows the other. */
    private Values withSides(
            Values values, Values given, int[] sides, boolean grows, UnaryOperator<String> shown) {
        Values sized = values.with(Parameters.RESOLUTION, sides[0]).with(Parameters.HEIGHT, sides[1]);
        if (region(values).grid(sides[0], sides[1]).hasHeightOfRegion()) {
            return sized;
        }
        Optional<Parameter<Double>> xEdge = X_EDGES.stream().filter(given::has).findFirst();
        Optional<Parameter<Double>> yEdge = Y_EDGES.stream().filter(given::has).findFirst();
        if (xEdge.isPresent() && yEdge.isPresent()) {
            throw new InvalidParameterException(shown.apply(size != null ? "size" : "print")
                    + " does not have the shape of the region of " + shown.apply(xEdge.get().name()) + " and "
                    + shown.apply(yEdge.get().name()) + ": leave the edges of one axis out, and they follow");
        }
        Axis x = Axis.of(values.get(Parameters.XLEFT), values.get(Parameters.XRIGHT));
        Axis y = Axis.of(values.get(Parameters.YBOT), values.get(Parameters.YTOP));
        BigDecimal high = x.span.abs().multiply(BigDecimal.valueOf(sides[1]))
                .divide(BigDecimal.valueOf(sides[0]), MathContext.DECIMAL128);
        BigDecimal wide = y.span.abs().multiply(BigDecimal.valueOf(sides[0]))
                .divide(BigDecimal.valueOf(sides[1]), MathContext.DECIMAL128);
        boolean widthFollows = yEdge.isPresent()
                || grows && xEdge.isEmpty() && high.compareTo(y.span.abs()) < 0;
        return with(sized, widthFollows ? region(x.ofSpan(wide), y) : region(x, y.ofSpan(high)));
    }

    /**
     * An axis of a region, in decimal arithmetic: edges are then the numbers that one works out by hand.
     *
     * @param span the end minus the start, negative if the axis runs backwards
     */
    private record Axis(BigDecimal middle, BigDecimal span) {
        static Axis of(double start, double end) {
            BigDecimal first = new BigDecimal(Decimal.shortest(start));
            BigDecimal last = new BigDecimal(Decimal.shortest(end));
            return new Axis(first.add(last).divide(TWO), last.subtract(first));
        }

        /** Returns an axis with another span and the same direction. */
        Axis ofSpan(BigDecimal other) {
            return new Axis(middle, span.signum() < 0 ? other.negate() : other);
        }

        /** Returns an axis with another middle, or this axis for null. */
        Axis around(Double other) {
            if (other == null) {
                return this;
            }
            Limit.require(Limit.ofReal(), "center", other);
            return new Axis(new BigDecimal(Decimal.shortest(other)), span);
        }

        double start() {
            return middle.subtract(span.divide(TWO)).doubleValue();
        }

        double end() {
            return middle.add(span.divide(TWO)).doubleValue();
        }
    }
}
