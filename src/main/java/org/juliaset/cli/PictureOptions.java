package org.juliaset.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that a file keeps, to read them from there as from a command line. */
@Command(name = "picture")
final class PictureOptions {
    @Mixin
    JuliaOptions julia;

    @Mixin
    PrecisionOption precision;

    /** With a value, which it has in a file. */
    @Option(names = "--fast", arity = "1")
    boolean fast;
}
