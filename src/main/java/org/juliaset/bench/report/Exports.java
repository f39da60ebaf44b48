package org.juliaset.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.render.OutputPath;
import org.juliaset.render.PartialFile;

/** The files that a report is written to. Each of them is complete at any time, or not there. */
public final class Exports {
    private final Map<Path, Writer> files = new LinkedHashMap<>();

    @FunctionalInterface
    private interface Writer {
        void write(Report report, OutputStream out) throws IOException;
    }

    /** Adds a JSON file; null adds nothing, here as below. */
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
     * Adds a chart.
     *
     * @throws InvalidParameterException if its name does not end with .png or .svg
     */
    public Exports chart(Path file) {
        if (file != null && !ChartReport.isKnown(file.toString())) {
            throw new InvalidParameterException("chart \"" + file + "\" has no suffix that names a format: use .png or .svg");
        }
        return add(file, (report, out) -> ChartReport.write(report, file.toString(), out));
    }

    private Exports add(Path file, Writer writer) {
        if (file != null) {
            OutputPath.requireWritable(file);
            files.put(file, writer);
        }
        return this;
    }

    /** Writes every file anew, so that what is known so far is not lost. Where nothing is, there is no file. */
    public void write(Report report) throws IOException {
        if (report.results().stream().allMatch(result -> result.skipped() != null)) {
            return;
        }
        for (Map.Entry<Path, Writer> file : files.entrySet()) {
            try (PartialFile partial = PartialFile.create(file.getKey())) {
                file.getValue().write(report, partial.stream());
                partial.complete();
            }
        }
    }
}
