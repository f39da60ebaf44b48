package org.juliaset.cli;

import picocli.CommandLine.Model.OptionSpec;

/** Whether to show a progress bar. */
final class ProgressOption extends OptionGroup {
    private final OptionSpec progress = add(flag("--progress")
            .negatable(true)
            .description("whether to show a progress bar (on a terminal, yes)"));

    /** What was asked for, else whether somebody is there to see it. */
    boolean isWanted() {
        return progress.getValue() == null ? Terminal.isStandardError() : isSet(progress);
    }
}
