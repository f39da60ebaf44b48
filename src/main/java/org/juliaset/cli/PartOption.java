package org.juliaset.cli;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parts.Scheduler;
import org.juliaset.parts.Share;
import org.juliaset.render.RenderJob;
import picocli.CommandLine.Model.OptionSpec;

/** The option for a part of the picture. */
final class PartOption extends OptionGroup {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");
    private static final Pattern AUTO = Pattern.compile("auto(?:/([0-9]{1,9}))?");

    private final OptionSpec part;

    private final Console console;

    PartOption(Console console) {
        this(console, "make only part K of N, from 0, in the folder FILE.parts, for juliaset join");
    }

    /** @param help what is made */
    PartOption(Console console, String help) {
        this.console = console;
        this.part = add(text("--part")
                .paramLabel("K/N")
                .description(help + "; with auto, or auto/N, K is that of this task in an array of Slurm, Kubernetes,"
                        + " AWS or Google Batch, PBS, SGE or LSF"));
    }

    boolean isGiven() {
        return part.getValue() != null;
    }

    /**
     * Makes the checks that are possible before anything is computed.
     *
     * @throws InvalidParameterException if there is no such part, or the picture cannot be made in parts there
     */
    PartRun run(OutputOptions output, RenderJob given) {
        output.requireForParts(given);
        return new PartRun(output, task(), given, console);
    }

    /**
     * Returns the part that is given.
     *
     * @throws InvalidParameterException if there is no such part
     */
    Scheduler.Task task() {
        String given = part.getValue();
        Matcher number = NUMBER.matcher(given);
        if (number.matches()) {
            int index = Integer.parseInt(number.group(1));
            int count = Integer.parseInt(number.group(2));
            Share.require(index, count);
            return new Scheduler.Task(index, count);
        }
        Matcher auto = AUTO.matcher(given);
        if (!auto.matches()) {
            throw new InvalidParameterException("part is \"" + given
                    + "\": give its number from 0 and how many there are, such as 3/16, or auto");
        }
        if (auto.group(1) == null) {
            return Scheduler.task(console.environment(), OptionalInt.empty());
        }
        int count = Integer.parseInt(auto.group(1));
        Share.require(0, count);
        return Scheduler.task(console.environment(), OptionalInt.of(count));
    }
}
