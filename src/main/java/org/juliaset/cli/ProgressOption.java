package org.juliaset.cli;

import org.juliaset.render.RenderJob;
import picocli.CommandLine.Model.OptionSpec;

/** Whether to show how far a task has come. */
final class ProgressOption extends OptionGroup {
    private final OptionSpec progress = add(flag("--progress")
            .negatable(true)
            .description("whether to show a progress bar on a terminal (yes), or, where standard error is none, a line"
                    + " every few seconds (one a minute)"));

    private final Console console;

    ProgressOption(Console console) {
        this.console = console;
    }

    /** What was asked for; null if nothing was. */
    Boolean wanted() {
        return progress.getValue();
    }

    /** Of a picture that is computed; to be closed. */
    ProgressDisplay show(String task, RenderJob job) {
        return ProgressDisplay.of(task, job, wanted(), console);
    }

    /** Of pixels that take the same time each; to be closed. */
    ProgressDisplay show(String task, long pixels) {
        return ProgressDisplay.of(task, pixels, wanted(), console);
    }
}
