package org.juliaset.cli;

import java.util.Arrays;
import java.util.List;
import org.juliaset.parameters.Complex;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.PictureSize;
import org.juliaset.render.View;
import picocli.CommandLine.Model.OptionSpec;

/** Options that give c, the region and the size in other terms than the parameters that they set. */
final class ViewOptions extends OptionGroup {
    /** Names of the options about c, in the order of help. */
    static final List<String> OF_C = List.of("--constant");

    /** Names of the options about the region and the size, in the order of help. */
    static final List<String> OF_REGION = List.of("--size", "--print", "--center", "--width", "--zoom", "--fit");

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
                    + View.USUAL_DPI + ")"));

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
        View.requireConsistent(name -> isGiven(option(name)), this::shown);
        return view().over(base, parameters.values(), isWhole, this::shown);
    }

    /** Returns the terms that are given. */
    View view() {
        return new View(
                constant.getValue(), center.getValue(), width.getValue(), zoom.getValue(), isSet(fit),
                size.getValue(), print.getValue());
    }

    /** Returns a term or a parameter as it was typed. */
    String shown(String name) {
        return asTyped(option(name));
    }

    /** Returns the option of a term of a {@link View}, or of a parameter. */
    private OptionSpec option(String name) {
        return options().stream()
                .filter(option -> Arrays.asList(option.names()).contains("--" + name))
                .findFirst()
                .orElseGet(() -> parameters.optionOf(Parameters.find(name).orElseThrow()));
    }
}
