package org.juliaset.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Quantity;
import org.juliaset.parts.PartPlan;
import org.juliaset.parts.PartsFolder;
import org.juliaset.render.Estimate;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Model.OptionSpec;

/** The command plan: how many parts to make of a picture, and what to type for each scheduler. */
final class PlanCommand extends Command {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)([smh]?)");

    /** Arrays of more tasks have to be allowed by the sites of some schedulers. */
    private static final int USUAL_ARRAY = 1000;

    /** Parts of each machine, so that the last ones do not make it wait. */
    private static final int PARTS_PER_MACHINE = 10;

    private final PictureOptions picture = add(new PictureOptions(console()));

    private final OutputOptions output = add(new OutputOptions(console(), false));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final MemoryOption memory = add(new MemoryOption());

    private final OptionSpec partTime = add(text("--part-time")
            .paramLabel("TIME")
            .description("how long a part may take on a machine like this one: 90s, 10m or 1h (10m)"));

    PlanCommand(Console console) {
        super(
                console,
                "plan",
                "Proposes how many parts to make of a picture on several machines, by the speed of this one, and prints"
                        + " the commands for the arrays of some schedulers. Takes the options of the render.");
        examples("juliaset plan -R=262144 -o huge.png --part-time=20m");
    }

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        double seconds = seconds();
        RenderJob given = JobText.job(picture.values(output), output.format());
        output.requireForParts(given);
        PartsFolder.of(output.file());
        DeviceCatalogue.Choice choice = compute.choose(given);
        try (Renderer renderer = new Renderer(choice.engine(), compute.threads())) {
            RenderJob job = renderer.settled(given);
            Estimate estimate = renderer.estimate(job);
            print(estimate, PartPlan.of(job, estimate.seconds(), seconds), job, choice);
        }
        return 0;
    }

    private double seconds() {
        String given = partTime.getValue() == null ? "10m" : partTime.getValue();
        Matcher time = TIME.matcher(given);
        if (!time.matches() || new BigDecimal(time.group(1)).signum() == 0) {
            throw new InvalidParameterException("part-time is \"" + given + "\": give a time such as 90s, 10m or 1h");
        }
        int unit = switch (time.group(2)) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
        return Double.parseDouble(time.group(1)) * unit;
    }

    private void print(Estimate estimate, PartPlan plan, RenderJob job, DeviceCatalogue.Choice choice) {
        PrintStream out = console().out();
        int count = plan.shares().count();
        row("picture", String.format(Locale.ROOT, "%,d x %,d pixels, about %s as %s", job.grid().width(),
                job.grid().height(), Quantity.ofFile(estimate.fileBytes()), job.format()));
        row("device", choice.engine().device() + ": " + choice.reason());
        row("time", "about " + Quantity.ofSeconds(estimate.seconds()) + " in one process");
        row("parts", String.format(Locale.ROOT, "%,d, of about %s and %s each; the longest takes about %s", count,
                Quantity.ofSeconds(plan.meanSeconds()), Quantity.ofFile((double) estimate.fileBytes() / count),
                Quantity.ofSeconds(plan.longestSeconds())));
        row("memory", "about " + Quantity.ofMemory(estimate.memoryBytes()) + " each");
        row("machines", String.format(Locale.ROOT, "up to %,d, for %d parts each or more",
                Math.max(1, count / PARTS_PER_MACHINE), PARTS_PER_MACHINE));
        out.println();
        arrays(count);
        if (count > USUAL_ARRAY) {
            console().say(String.format(Locale.ROOT, "arrays of %,d tasks need a larger MaxArraySize of Slurm or"
                    + " MAX_JOB_ARRAY_SIZE of LSF than the usual 1,000, and AWS Batch takes up to 10,000: ask for it,"
                    + " or for a longer --part-time", count));
        }
    }

    /** Prints what to type for each scheduler. */
    private void arrays(int count) {
        List<String> words = words();
        String command = command(words, "auto/" + count);
        String list = list(words, count);
        int last = count - 1;
        row("Slurm", "sbatch --array=0-" + last + " --requeue --signal=B:TERM@60 --wrap="
                + Shell.word("exec " + command));
        row("Kubernetes", "completionMode: Indexed, completions: " + count + ", command: " + list);
        row("AWS Batch", count < 2
                ? "arrays have two tasks or more"
                : "aws batch submit-job --job-name juliaset --job-queue QUEUE --job-definition juliaset"
                        + " --array-properties size=" + count + " --container-overrides "
                        + Shell.word("{\"command\":" + list + "}"));
        row("PBS", "echo " + Shell.word("cd \"$PBS_O_WORKDIR\" && exec " + command) + " | qsub -J 0-" + last);
        row("SGE", "echo " + Shell.word("exec " + command) + " | qsub -cwd -V -S /bin/sh -t 1-" + count);
        row("LSF", "bsub -J \"juliaset[1-" + count + "]\" " + Shell.word(command));
        row("parallel", "seq 0 " + last + " | parallel --sshloginfile machines --jobs 1 --wd \"$PWD\" --joblog log"
                + " --retries 3 " + Shell.word(command(words, "{}/" + count)));
        row("then", "juliaset join " + Shell.word(output.name()));
    }

    private void row(String name, String value) {
        console().out().printf("%-10s  %s%n", name, value);
    }

    private static String command(List<String> words, String part) {
        return "juliaset " + words.stream().map(Shell::word).collect(Collectors.joining(" ")) + " --part=" + part;
    }

    private static String list(List<String> words, int count) {
        List<String> all = new ArrayList<>(words);
        all.add(0, "juliaset");
        all.add("--part=auto/" + count);
        return Json.of(all).replaceAll("\\s*\n\\s*", " ");
    }

    /** The options of the render as they were typed. */
    private List<String> words() {
        List<String> words = new ArrayList<>(spec().commandLine().getParseResult().originalArgs());
        words.remove(spec().name());
        int time = words.indexOf("--part-time");
        if (time >= 0) {
            words.subList(time, time + 2).clear();
        }
        words.removeIf(word -> word.startsWith("--part-time="));
        return words;
    }
}
