package org.juliaset.cli;

import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What to compute: the options of the article's program, with its names and defaults. */
final class JuliaOptions extends OptionGroup {
    private final OptionSpec resolution = add(wholeNumber("-R", "--resolution")
            .paramLabel("PIXELS")
            .defaultValue("500")
            .description("pixels along the real axis; the height follows from the region (${DEFAULT-VALUE})"));

    private final OptionSpec xleft = add(realNumber("-x", "--xleft")
            .paramLabel("X")
            .defaultValue("-1.6")
            .description("real part at the left edge (${DEFAULT-VALUE})"));

    private final OptionSpec xright = add(realNumber("-X", "--xright")
            .paramLabel("X")
            .defaultValue("1.6")
            .description("real part at the right edge (${DEFAULT-VALUE})"));

    private final OptionSpec ybot = add(realNumber("-y", "--ybot")
            .paramLabel("Y")
            .defaultValue("-1")
            .description("imaginary part at the bottom edge (${DEFAULT-VALUE})"));

    private final OptionSpec ytop = add(realNumber("-Y", "--ytop")
            .paramLabel("Y")
            .defaultValue("1")
            .description("imaginary part at the top edge (${DEFAULT-VALUE})"));

    private final OptionSpec real = add(realNumber("-r", "--real")
            .paramLabel("RE")
            .defaultValue("-0.835")
            .description("real part of c (${DEFAULT-VALUE})"));

    private final OptionSpec imag = add(realNumber("-i", "--imag")
            .paramLabel("IM")
            .defaultValue("-0.2321")
            .description("imaginary part of c (${DEFAULT-VALUE})"));

    private final OptionSpec threshold = add(realNumber("-t", "--threshold")
            .paramLabel("T")
            .defaultValue("2")
            .description("a point has escaped when |z| reaches this (${DEFAULT-VALUE})"));

    private final OptionSpec itermin = add(wholeNumber("-m", "--itermin")
            .paramLabel("N")
            .defaultValue("5")
            .description("points that escape after up to N iterations are black (${DEFAULT-VALUE})"));

    private final OptionSpec itermax = add(wholeNumber("-M", "--itermax")
            .paramLabel("N")
            .defaultValue("80")
            .description("points that do not escape within N iterations are white (${DEFAULT-VALUE})"));

    /** Whether any of these options was given. */
    boolean anyGiven(CommandLine.ParseResult parsed) {
        return options().stream().anyMatch(parsed::hasMatchedOption);
    }

    /** @throws org.juliaset.parameters.InvalidParameterException if an option is out of range */
    Grid grid() {
        int pixels = WholeNumber.between(1, (int) Grid.MAX_SIDE, "resolution", resolution.getValue());
        return new ComplexRegion(xleft.getValue(), xright.getValue(), ytop.getValue(), ybot.getValue()).grid(pixels);
    }

    /** @throws org.juliaset.parameters.InvalidParameterException if an option is out of range */
    JuliaSet set() {
        int limit = WholeNumber.between(1, JuliaSet.MAX_ITERATION_LIMIT, "itermax", itermax.getValue());
        return new JuliaSet(real.getValue(), imag.getValue(), threshold.getValue(), limit);
    }

    /** @throws org.juliaset.parameters.InvalidParameterException if it is not a count */
    int itermin() {
        return WholeNumber.between(0, JuliaSet.MAX_ITERATION_LIMIT, "itermin", itermin.getValue());
    }
}
