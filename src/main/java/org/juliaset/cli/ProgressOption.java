package org.juliaset.cli;

import picocli.CommandLine.Option;

/** Whether to show a progress bar. */
final class ProgressOption {
    @Option(
            names = "--progress",
            negatable = true,
            description = "whether to show a progress bar (on a terminal, yes)")
    private Boolean progress;

    /** What was asked for, else whether somebody is there to see it. */
    boolean isWanted() {
        return progress == null ? Terminal.isStandardError() : progress;
    }
}
