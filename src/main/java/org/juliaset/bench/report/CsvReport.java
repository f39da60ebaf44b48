package org.juliaset.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.juliaset.bench.Result;
import org.juliaset.bench.TimingSummary;

/**
 * Reports as CSV (RFC 4180): a row for each candidate, with the median, minimum and maximum of its times in seconds.
 */
public final class CsvReport {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "name", "device", "precision", "workload", "pixels", "iterations", "countsHash", "mismatches",
                    "runs", "totalMedian", "totalMin", "totalMax", "kernelMedian", "kernelMin", "kernelMax",
                    "readbackMedian", "readbackMin", "readbackMax", "startSeconds", "firstRunSeconds",
                    "gigaIterationsPerSecond", "shareOfPeak", "speedupOnNaive", "speedupOnPrevious", "skipped")
            .get();

    private CsvReport() {}

    /** Returns the results of a report as CSV. */
    public static String of(Report report) {
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(csv, FORMAT)) {
            for (Result result : report.results()) {
                print(printer, result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes everything", e);
        }
        return csv.toString();
    }

    private static void print(CSVPrinter printer, Result result) throws IOException {
        Result.Seconds seconds = result.seconds();
        printer.print(result.name());
        printer.print(result.device());
        printer.print(result.precision());
        printer.print(result.workload());
        printer.print(result.pixels());
        printer.print(result.iterations());
        printer.print(result.countsHash());
        printer.print(result.mismatches());
        printer.print(seconds == null ? null : seconds.total().runs().size());
        print(printer, seconds == null ? null : seconds.total());
        print(printer, seconds == null ? null : seconds.kernel());
        print(printer, seconds == null ? null : seconds.readback());
        printer.print(result.startSeconds());
        printer.print(result.firstRunSeconds());
        printer.print(result.gigaIterationsPerSecond());
        printer.print(result.shareOfPeak());
        printer.print(result.speedupOnNaive());
        printer.print(result.speedupOnPrevious());
        printer.print(result.skipped());
        printer.println();
    }

    private static void print(CSVPrinter printer, TimingSummary figures) throws IOException {
        printer.print(figures == null ? null : figures.median());
        printer.print(figures == null ? null : figures.min());
        printer.print(figures == null ? null : figures.max());
    }
}
