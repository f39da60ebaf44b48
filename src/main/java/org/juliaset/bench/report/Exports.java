package org.juliaset.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;
import org.juliaset.bench.TimingSummary;
import org.juliaset.compute.MissingPartException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.storage.FileProblem;
import org.juliaset.storage.OutputPath;
import org.juliaset.storage.PartialFile;

/**
 * The files to which a report is written. Each file is complete at any time, or does not exist. If an export fails, its
 * older file stays, and the other exports are written.
 */
public final class Exports {
    /** The file name that means standard output. */
    public static final Path STANDARD_OUTPUT = Path.of("-");

    private final Map<Path, Export> files = new LinkedHashMap<>();

    /** A file by the name that the user gave, and its writer. */
    private record Export(Path name, Writer writer) {}

    @FunctionalInterface
    private interface Writer {
        void write(Report report, OutputStream out) throws IOException;
    }

    /** Adds a JSON file. For this and the other formats, the file may be standard output, and null adds nothing. */
    public Exports json(Path file) {
        return add(file, (report, out) -> out.write(JsonReport.of(report).getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a CSV file. */
    public Exports csv(Path file) {
        return add(file, (report, out) -> out.write(CsvReport.of(report).getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a Markdown file. */
    public Exports markdown(Path file) {
        return add(file, (report, out) -> out.write(MarkdownReport.of(report).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Adds a chart, which cannot be standard output.
     *
     * @throws InvalidParameterException if its name does not end with .png or .svg
     * @throws MissingPartException if this Java cannot draw
     */
    public Exports chart(Path file) {
        if (file == null) {
            return this;
        }
        MissingPartException.requireModules("a chart", "leave it out", "java.desktop");
        if (!ChartReport.isKnown(file.toString())) {
            throw new InvalidParameterException(
                    "chart \"" + file + "\" has no suffix that names a format: use .png or .svg");
        }
        return add(file, (report, out) -> ChartReport.write(report, file.toString(), out));
    }

    private Exports add(Path file, Writer writer) {
        if (file != null) {
            Path target = file.equals(STANDARD_OUTPUT) ? file : unique(OutputPath.requireWritable(file));
            if (files.put(target, new Export(file, writer)) != null) {
                throw new InvalidParameterException(
                        "two exports go to " + (target.equals(STANDARD_OUTPUT) ? "standard output" : file.toString())
                                + ": give each a file of its own");
            }
        }
        return this;
    }

    /** Returns the name of a file without links among its folders, so that equal files have equal names. */
    private static Path unique(Path target) {
        try {
            return target.getParent().toRealPath().resolve(target.getFileName());
        } catch (IOException e) {
            return target;
        }
    }

    /** Returns whether one of them is standard output. */
    public boolean useStandardOutput() {
        return files.containsKey(STANDARD_OUTPUT);
    }

    /**
     * Writes every export with a dummy result and keeps none, so that a failure is known before the measurement.
     *
     * @return one line for each export that fails
     */
    public List<String> rehearse() {
        List<String> failures = new ArrayList<>();
        files.forEach((target, export) -> attempt(export, failures, () -> {
            export.writer.write(sample(), OutputStream.nullOutputStream());
            if (!target.equals(STANDARD_OUTPUT)) {
                PartialFile.create(export.name).close();
            }
        }));
        return failures;
    }

    private static Report sample() {
        TimingSummary figures = new TimingSummary(1, 1, 1, List.of(1.0));
        Result result = new Result(
                "sample", "cpu", "double", "sample", 1, 1L, "", 0L, new Result.Seconds(figures, figures, figures),
                1.0, 1.0, 1, true, 1.0, 1.0, 1.0, null, null, null);
        Machine machine = new Machine("", 1, 0, "", "", "", List.of());
        return new Report(Report.SCHEMA, "", "", "", machine, new Settings(1, 0, 1), List.of(result), List.of());
    }

    /**
     * Writes all files again, so that results so far are not lost. Without results no file is written.
     *
     * @return one line for each export that failed
     */
    public List<String> write(Report report) {
        List<String> failures = new ArrayList<>();
        if (report.results().stream().allMatch(result -> result.skipped() != null)) {
            return failures;
        }
        files.forEach((target, export) -> attempt(export, failures, () -> {
            if (!target.equals(STANDARD_OUTPUT)) {
                try (PartialFile partial = PartialFile.create(export.name)) {
                    export.writer.write(report, partial.stream());
                    partial.complete();
                }
            }
        }));
        return failures;
    }

    /** Writes the export that goes to standard output, if there is one. */
    public void writeTo(PrintStream standardOutput, Report report) {
        if (useStandardOutput()) {
            try {
                files.get(STANDARD_OUTPUT).writer.write(report, standardOutput);
            } catch (IOException e) {
                throw new UncheckedIOException("a PrintStream keeps its failures to itself", e);
            }
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException;
    }

    /** Runs an export. Libraries for charts fail with many types of exceptions; none of them may lose the results. */
    private static void attempt(Export export, List<String> failures, Attempt attempt) {
        try {
            attempt.make();
        } catch (Exception | Error e) {
            failures.add("cannot write " + export.name + ": " + reason(e));
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof IOException io) {
            return FileProblem.reason(io);
        }
        if (failure instanceof LinkageError linkage) {
            return MissingPartException.of(linkage).getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory (" + failure.getMessage() + ")";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
