package org.juliaset.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.juliaset.concurrent.Pools;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command batch: renders many pictures with one start of Java and of a device. */
final class BatchCommand extends Command {
    private static final String STANDARD_INPUT = "-";
    private static final int MAX_JOBS = 64;

    private final PositionalParamSpec file = fileArgument(
            "a line for each picture: its options as on a command line, or as a JSON object; - is standard input");

    private final OptionSpec jobs = add(wholeNumber("--jobs")
            .paramLabel("N")
            .description("pictures that are rendered side by side (2)"));

    private final ComputeOptions compute = add(new ComputeOptions(console()));

    private final MemoryOption memory = add(new MemoryOption());

    BatchCommand(Console console) {
        super(
                console,
                "batch",
                "Renders the pictures that lines of a file describe, some of them side by side, in one process: small"
                        + " pictures take less time than with a process for each. Of each picture a JSON line is"
                        + " printed, in the order of the lines, as soon as it is there. A line that fails does not end"
                        + " the others; the exit status is then 1. With --resume on a line, what is there of its"
                        + " picture is kept.");
        examples("juliaset batch pictures.txt", "generate | juliaset batch - > reports.jsonl");
    }

    /**
     * What is said of a line; what does not apply is null.
     *
     * @param line its number, from 1
     * @param status {@code rendered}, {@code complete} if it was there already, or {@code failed}
     */
    private record Report(
            long line, String status, String output, Long width, Long height, Long iterations, Long bytes,
            Double seconds, String error) {
        /** @param made null if the picture was there already */
        static Report of(long line, BatchLine picture, RenderReport made) {
            long width = picture.job().grid().width();
            long height = picture.job().grid().height();
            return made == null
                    ? new Report(line, "complete", picture.output(), width, height, null, null, null, null)
                    : new Report(line, "rendered", picture.output(), width, height, made.iterations(), made.bytes(),
                            Math.rint(made.wallNanos() / 1e6) / 1e3, null);
        }

        static Report failed(long line, String output, Throwable failure) {
            return new Report(line, "failed", output, null, null, null, null, null, Failures.message(failure));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        memory.require();
        int sideBySide = jobs.getValue() == null ? 2 : between(1, MAX_JOBS, "jobs", jobs.getValue());
        try (BufferedReader lines = open()) {
            DeviceCatalogue.Choice choice = compute.chooseForMany();
            ExecutorService callers = Pools.open("juliaset-batch-", sideBySide + 1);
            try (Renderer renderer = new Renderer(choice.engine(), compute.threads())) {
                return new Run(lines, renderer, callers, sideBySide).call();
            } finally {
                Pools.close(callers);
            }
        } catch (IOException e) {
            throw new InputException(file.getValue(), path(), e);
        }
    }

    private BufferedReader open() throws IOException {
        String name = file.getValue();
        return name.equals(STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(console().in(), StandardCharsets.UTF_8))
                : Files.newBufferedReader(path(), StandardCharsets.UTF_8);
    }

    private Path path() {
        try {
            return console().path(file.<String>getValue());
        } catch (InvalidPathException e) {
            throw new InvalidParameterException(
                    "\"" + Shell.printable(file.getValue()) + "\" is no file name: " + e.getReason());
        }
    }

    /** The lines of one file. One thread reads them, another reports, and others render. */
    private final class Run {
        /** Says that there are no more lines. */
        private static final Future<Report> END = CompletableFuture.completedFuture(null);

        private final BufferedReader lines;
        private final Renderer renderer;
        private final ExecutorService callers;
        private final BlockingQueue<Future<Report>> pending;
        private final Map<Path, Long> files = new HashMap<>();

        Run(BufferedReader lines, Renderer renderer, ExecutorService callers, int sideBySide) {
            this.lines = lines;
            this.renderer = renderer;
            this.callers = callers;
            this.pending = new ArrayBlockingQueue<>(sideBySide);
        }

        int call() throws IOException, InterruptedException {
            Future<Integer> status = callers.submit(this::report);
            long number = 0;
            for (String line = lines.readLine(); line != null && !status.isDone(); line = lines.readLine()) {
                number++;
                begin(number, line);
            }
            pending.put(END);
            try {
                return status.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }

        private void begin(long number, String line) throws InterruptedException {
            try {
                Optional<BatchLine> read = BatchLine.read(line, console());
                if (read.isPresent()) {
                    BatchLine picture = read.get();
                    Long earlier = files.putIfAbsent(picture.file(), number);
                    if (earlier != null) {
                        throw new InvalidParameterException(picture.output() + " is the file of line " + earlier
                                + ", too: give it another name");
                    }
                    pending.put(callers.submit(() -> render(number, picture)));
                }
            } catch (RuntimeException e) {
                pending.put(CompletableFuture.completedFuture(Report.failed(number, null, e)));
            }
        }

        private Report render(long number, BatchLine picture) throws InterruptedException {
            try {
                RenderReport made = picture.render(renderer).orElse(null);
                return Report.of(number, picture, made);
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                return Report.failed(number, picture.output(), e);
            }
        }

        /** Prints reports in the order of lines, and returns the exit status. */
        private int report() throws InterruptedException, ExecutionException {
            int status = 0;
            for (Future<Report> next = pending.take(); next != END; next = pending.take()) {
                Report report = next.get();
                status = report.error() == null ? status : 1;
                console().out().println(Json.line(report));
            }
            return status;
        }
    }
}
