package org.juliaset.cli;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongToDoubleFunction;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parts.Share;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line of a program that renders a picture on a cluster: with the options, messages, progress and exit
 * statuses of this one. The program says how, as a {@link Cluster}.
 */
public final class ClusterRender extends Command {
    private final Cluster cluster;

    private final PictureOptions picture = add(new PictureOptions(console()));

    private final OutputOptions output = add(new OutputOptions(console(), false));

    private final OptionSpec parts = add(wholeNumber("--parts")
            .paramLabel("N")
            .description("number of parts to render apart (parts of half a minute, at least four for each core, or as"
                    + " many as an earlier run began with); the file is the same"));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final ProgressOption progress = add(new ProgressOption(console()));

    private ClusterRender(Console console, String name, String description, Cluster cluster) {
        super(console, name, description);
        this.cluster = cluster;
        add(flag("--debug").description("with an error, print where it came from"));
    }

    /** Renders a picture somewhere. */
    @FunctionalInterface
    public interface Cluster {
        /**
         * Renders a picture.
         *
         * @throws InvalidParameterException if the request is invalid; the exit status is 2
         * @throws IOException if rendering or writing fails; the exit status is 1, and the message follows "cannot
         *     write FILE: "
         */
        void render(Request request) throws IOException, InterruptedException;
    }

    /**
     * A requested picture, and the display of its progress.
     *
     * @param job may lack what is found by a sample, see {@link org.juliaset.render.Renderer#settled}
     * @param file where it goes, as it was given
     * @param parts the number of parts, if it was given
     * @param devices what each machine computes with, see {@link org.juliaset.devices.DeviceSelector}; none was given
     *     if it is empty
     * @param threads the threads on each machine, if they were given
     * @param display shows lines and progress
     */
    public record Request(
            RenderJob job, String file, OptionalInt parts, List<String> devices, OptionalInt threads,
            Display display) {}

    /** Shows messages and progress. */
    public interface Display {
        /** Prints a line on standard error. */
        void say(String line);

        /**
         * Shows the progress of the picture until it is closed.
         *
         * @param share the share of all work, 0 to 1, in the first pixels
         */
        Bar show(long pixels, LongToDoubleFunction share);
    }

    /** The progress of a picture. */
    public interface Bar extends Progress, AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs a command line and returns its exit status.
     *
     * @param name of the command, for its help
     * @param description its help, in a sentence
     */
    public static int run(String name, String description, Cluster cluster, String... arguments) {
        Console console = Console.ofProcess();
        return Main.run(
                console, () -> new ClusterRender(console, name, description, cluster).commandLine(), arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        RenderJob job = JobText.job(picture.values(output), output.format());
        if (output.isStandardOutput() || !job.format().streams() || job.format().isFolder()) {
            throw new InvalidParameterException("output \"" + output.name() + "\" cannot be rendered on a cluster: use "
                    + PictureFormat.joinable());
        }
        OptionalInt count = parts.getValue() == null
                ? OptionalInt.empty()
                : OptionalInt.of(between(1, Share.MAX_COUNT, "parts", parts.getValue()));
        try {
            cluster.render(new Request(job, output.name(), count, compute.devices(), compute.givenThreads(),
                    new Lines()));
        } catch (IOException e) {
            throw new OutputException(output.name(), e);
        }
        return 0;
    }

    private final class Lines implements Display {
        @Override
        public void say(String line) {
            console().say(line);
        }

        @Override
        public Bar show(long pixels, LongToDoubleFunction share) {
            return progress.show(Main.NAME, pixels, share);
        }
    }
}
