package org.juliaset.cli;

import picocli.CommandLine.Model.OptionSpec;

/** The options that a file keeps, to read them from there as from a command line. */
final class PictureOptions extends OptionGroup {
    final JuliaOptions julia = add(new JuliaOptions());

    final PrecisionOption precision = add(new PrecisionOption());

    /** With a value, which it has in a file. */
    private final OptionSpec fast = add(flag("--fast").arity("1"));

    boolean isFast() {
        return isSet(fast);
    }
}
