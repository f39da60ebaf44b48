package org.juliaset.cli;

import java.lang.reflect.Field;
import java.math.BigInteger;
import org.juliaset.core.ComplexRegion;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What to compute: the options of the article's program, with its names and defaults. */
final class JuliaOptions {
    @Option(
            names = {"-R", "--resolution"},
            paramLabel = "PIXELS",
            defaultValue = "500",
            converter = WholeNumber.class,
            description = "pixels along the real axis; the height follows from the region (${DEFAULT-VALUE})")
    private BigInteger resolution;

    @Option(
            names = {"-x", "--xleft"},
            paramLabel = "X",
            defaultValue = "-1.6",
            converter = RealNumber.class,
            description = "real part at the left edge (${DEFAULT-VALUE})")
    private double xleft;

    @Option(
            names = {"-X", "--xright"},
            paramLabel = "X",
            defaultValue = "1.6",
            converter = RealNumber.class,
            description = "real part at the right edge (${DEFAULT-VALUE})")
    private double xright;

    @Option(
            names = {"-y", "--ybot"},
            paramLabel = "Y",
            defaultValue = "-1",
            converter = RealNumber.class,
            description = "imaginary part at the bottom edge (${DEFAULT-VALUE})")
    private double ybot;

    @Option(
            names = {"-Y", "--ytop"},
            paramLabel = "Y",
            defaultValue = "1",
            converter = RealNumber.class,
            description = "imaginary part at the top edge (${DEFAULT-VALUE})")
    private double ytop;

    @Option(
            names = {"-r", "--real"},
            paramLabel = "RE",
            defaultValue = "-0.835",
            converter = RealNumber.class,
            description = "real part of c (${DEFAULT-VALUE})")
    private double real;

    @Option(
            names = {"-i", "--imag"},
            paramLabel = "IM",
            defaultValue = "-0.2321",
            converter = RealNumber.class,
            description = "imaginary part of c (${DEFAULT-VALUE})")
    private double imag;

    @Option(
            names = {"-t", "--threshold"},
            paramLabel = "T",
            defaultValue = "2",
            converter = RealNumber.class,
            description = "a point has escaped when |z| reaches this (${DEFAULT-VALUE})")
    private double threshold;

    @Option(
            names = {"-m", "--itermin"},
            paramLabel = "N",
            defaultValue = "5",
            converter = WholeNumber.class,
            description = "points that escape after up to N iterations are black (${DEFAULT-VALUE})")
    private BigInteger itermin;

    @Option(
            names = {"-M", "--itermax"},
            paramLabel = "N",
            defaultValue = "80",
            converter = WholeNumber.class,
            description = "points that do not escape within N iterations are white (${DEFAULT-VALUE})")
    private BigInteger itermax;

    /** Whether any of these options was given. */
    boolean anyGiven(CommandLine.ParseResult parsed) {
        return parsed.matchedOptions().stream().anyMatch(option -> option.userObject() instanceof Field field
                && field.getDeclaringClass() == JuliaOptions.class);
    }

    /** @throws org.juliaset.core.InvalidParameterException if an option is out of range */
    Grid grid() {
        int pixels = WholeNumber.between(1, (int) Grid.MAX_SIDE, "resolution", resolution);
        return new ComplexRegion(xleft, xright, ytop, ybot).grid(pixels);
    }

    /** @throws org.juliaset.core.InvalidParameterException if an option is out of range */
    JuliaSet set() {
        int limit = WholeNumber.between(1, JuliaSet.MAX_ITERATION_LIMIT, "itermax", itermax);
        return new JuliaSet(real, imag, threshold, limit);
    }

    /** @throws org.juliaset.core.InvalidParameterException if it is not a count */
    int itermin() {
        return WholeNumber.between(0, JuliaSet.MAX_ITERATION_LIMIT, "itermin", itermin);
    }
}
