package org.juliaset.cli;

import java.util.function.LongToDoubleFunction;
import org.juliaset.render.RenderJob;
import picocli.CommandLine.Model.OptionSpec;

/** The option to show progress. */
final class ProgressOption extends OptionGroup {
    private final OptionSpec progress = add(flag("--progress")
            .negatable(true)
            .description("whether to show a progress bar on a terminal (yes), or, where standard error is none, a line"
                    + " every few seconds (one a minute)"));

    private final Console console;

    ProgressOption(Console console) {
        this.console = console;
    }

    /** Returns the value; null if not given. */
    Boolean wanted() {
        return progress.getValue();
    }

    /** Shows the progress of a picture that is computed; the caller closes the display. */
    ProgressDisplay show(String task, RenderJob job) {
        return ProgressDisplay.of(task, job, wanted(), console);
    }

    /**
     * Shows the progress of pixels of which it is known how the work is distributed; the caller closes the display.
     *
     * @param share the share of all work, 0 to 1, in the first pixels
     */
    ProgressDisplay show(String task, long pixels, LongToDoubleFunction share) {
        return ProgressDisplay.of(task, pixels, share, wanted(), console);
    }

    /** Shows the progress of pixels that take equal time each; the caller closes the display. */
    ProgressDisplay show(String task, long pixels) {
        return ProgressDisplay.of(task, pixels, wanted(), console);
    }
}
