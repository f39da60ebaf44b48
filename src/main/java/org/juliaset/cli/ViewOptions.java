package org.juliaset.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
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
import picocli.CommandLine.Model.OptionSpec;

/** Options that give c, the region and the size in other terms than the parameters that they set. */
final class ViewOptions extends OptionGroup {
    /** Names of the options about c, in the order of help. */
    static final List<String> OF_C = List.of("--constant");

    /** Names of the options about the region and the size, in the order of help. */
    static final List<String> OF_REGION = List.of("--size", "--print", "--center", "--width", "--zoom", "--fit");

    private static final List<Parameter<Double>> X_EDGES = List.of(Parameters.XLEFT, Parameters.XRIGHT);
    private static final List<Parameter<Double>> Y_EDGES = List.of(Parameters.YBOT, Parameters.YTOP);
    private static final int USUAL_DPI = 300;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final OptionSpec constant = add(OptionSpec.builder("-c", "--constant")
            .type(Complex.class)
            .converters(converter(Complex::read))
            .paramLabel("C")
            .description("c as one complex number, as in -c=-0.8+0.156i or -c=-0.8,0.156"));

    private final OptionSpec size = add(OptionSpec.builder("--size")
            .type(PictureSize.class)
            .converters(converter(PictureSize::ofPixels))
            .paramLabel("WxH")
            .description("pixels along both axes, as in 1920x1080; the region's height follows, or with --fit it"
                    + " grows to that shape"));

    private final OptionSpec print = add(OptionSpec.builder("--print")
            .type(PictureSize.class)
            .converters(converter(PictureSize::inPrint))
            .paramLabel("WxHcm")
            .description("the same by the size in print, as in 60x40cm (or mm, in), at the pixels per inch of --dpi ("
                    + USUAL_DPI + ")"));

    private final OptionSpec center = add(OptionSpec.builder("--center", "--centre")
            .type(Complex.class)
            .converters(converter(Complex::read))
            .paramLabel("RE,IM")
            .description("the middle of the region, in place of its edges"));

    private final OptionSpec width = add(realNumber("--width")
            .paramLabel("W")
            .description("the width of the region, around its middle"));

    private final OptionSpec zoom = add(realNumber("--zoom")
            .paramLabel("Z")
            .description("the same as how many times less wide than the usual region"));

    private final OptionSpec fit = add(flag("--fit")
            .description("the region that holds the whole filled Julia set, with a margin"));

    private final ParameterOptions parameters;

    ViewOptions(ParameterOptions parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the values that the options set, and those of a picture for the others.
     *
     * @param base values of an existing picture; none for the defaults
     * @param isWhole whether all of its region stays visible at any size
     * @throws InvalidParameterException if options contradict each other, or one cannot have its value
     */
    Values over(Values base, boolean isWhole) {
        refuseContradictions();
        Values given = parameters.values();
        Values values = withConstant(base.with(given));
        Optional<int[]> sides = sides(values);
        if (print.getValue() != null) {
            values = values.with(Parameters.DPI, dpi(values));
        }
        if (isSet(fit)) {
            values = with(values, FittingRegion.of(values.get(Parameters.REAL), values.get(Parameters.IMAG)));
        }
        values = withWindow(values);
        if (sides.isPresent()) {
            return withSides(values, given, sides.get(), isWhole || isSet(fit));
        }
        boolean isSameGrid = region(values).equals(region(base))
                && values.get(Parameters.RESOLUTION).equals(base.get(Parameters.RESOLUTION));
        return isSameGrid || given.has(Parameters.HEIGHT)
                ? values
                : values.only(parameter -> parameter != Parameters.HEIGHT);
    }

    private void refuseContradictions() {
        List<OptionSpec> edges = Stream.concat(X_EDGES.stream(), Y_EDGES.stream()).map(parameters::optionOf).toList();
        String oneOfThem = "give one of them";
        for (OptionSpec part : List.of(parameters.optionOf(Parameters.REAL), parameters.optionOf(Parameters.IMAG))) {
            exclude(constant, part, oneOfThem);
        }
        for (OptionSpec edge : edges) {
            exclude(center, edge, "give a middle or edges");
            exclude(width, edge, "give a width or edges");
            exclude(zoom, edge, "give a zoom or edges");
            exclude(fit, edge, "leave one out");
        }
        exclude(width, zoom, oneOfThem);
        for (OptionSpec window : List.of(center, width, zoom)) {
            exclude(fit, window, "leave one out");
        }
        exclude(size, print, oneOfThem);
        for (OptionSpec sides : List.of(size, print)) {
            exclude(sides, parameters.optionOf(Parameters.RESOLUTION), oneOfThem);
            exclude(sides, parameters.optionOf(Parameters.HEIGHT), oneOfThem);
        }
    }

    private Values withConstant(Values values) {
        Complex c = constant.getValue();
        if (c == null) {
            return values;
        }
        Parameters.REAL.check(c.real());
        Parameters.IMAG.check(c.imag());
        return values.with(Parameters.REAL, c.real()).with(Parameters.IMAG, c.imag());
    }

    private Optional<int[]> sides(Values values) {
        PictureSize given = size.getValue() != null ? size.getValue() : print.getValue();
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

    /** Returns values with the region of --center, --width and --zoom; its shape stays. */
    private Values withWindow(Values values) {
        if (!isGiven(center) && !isGiven(width) && !isGiven(zoom)) {
            return values;
        }
        Complex middle = center.getValue();
        Axis x = Axis.of(values.get(Parameters.XLEFT), values.get(Parameters.XRIGHT));
        Axis y = Axis.of(values.get(Parameters.YBOT), values.get(Parameters.YTOP));
        BigDecimal wide = span().orElse(x.span.abs());
        Axis newX = x.ofSpan(wide).around(middle == null ? null : middle.real());
        Axis newY = y.ofSpan(wide.multiply(y.span.abs()).divide(x.span.abs(), MathContext.DECIMAL128))
                .around(middle == null ? null : middle.imag());
        return with(values, region(newX, newY));
    }

    private static ComplexRegion region(Axis x, Axis y) {
        return new ComplexRegion(x.start(), x.end(), y.end(), y.start());
    }

    /** Returns the width of the region if it is given. */
    private Optional<BigDecimal> span() {
        if (isGiven(width)) {
            return Optional.of(decimal("width", width.getValue()));
        }
        if (isGiven(zoom)) {
            Axis usual = Axis.of(Values.NONE.get(Parameters.XLEFT), Values.NONE.get(Parameters.XRIGHT));
            return Optional.of(usual.span.divide(decimal("zoom", zoom.getValue()), MathContext.DECIMAL128));
        }
        return Optional.empty();
    }

    private static BigDecimal decimal(String name, Double number) {
        Limit.require(Limit.ofRealAbove(0), name, number);
        return new BigDecimal(Decimal.shortest(number));
    }

    /** Returns values with sides in pixels and a region of their shape: it grows, or one side follows the other. */
    private Values withSides(Values values, Values given, int[] sides, boolean grows) {
        Values sized = values.with(Parameters.RESOLUTION, sides[0]).with(Parameters.HEIGHT, sides[1]);
        if (region(values).grid(sides[0], sides[1]).hasHeightOfRegion()) {
            return sized;
        }
        Optional<Parameter<Double>> xEdge = X_EDGES.stream().filter(given::has).findFirst();
        Optional<Parameter<Double>> yEdge = Y_EDGES.stream().filter(given::has).findFirst();
        if (xEdge.isPresent() && yEdge.isPresent()) {
            throw new InvalidParameterException(asTyped(isGiven(size) ? size : print) + " does not have the shape of"
                    + " the region of " + asTyped(parameters.optionOf(xEdge.get())) + " and "
                    + asTyped(parameters.optionOf(yEdge.get())) + ": leave the edges of one axis out, and they follow");
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
