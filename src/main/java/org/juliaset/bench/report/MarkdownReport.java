package org.juliaset.bench.report;

import java.util.List;
import java.util.Locale;
import org.juliaset.bench.Result;
import org.juliaset.bench.TimingSummary;

/** Reports as a Markdown table, with the machine and the command below it. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /** Returns a report as Markdown. */
    public static String of(Report report) {
        List<Result> results = report.results();
        boolean ladder = TextTable.isLadder(results);
        StringBuilder text = new StringBuilder("| | seconds | min to max | Giter/s | of peak | counts |");
        text.append(ladder ? " on naive | on previous |\n" : "\n");
        text.append("|---|---|---|---|---|---|").append(ladder ? "---|---|\n" : "\n");
        for (Result result : results) {
            text.append(result.skipped() == null ? measured(result, ladder) : skipped(result, ladder));
        }
        Machine machine = report.machine();
        text.append("\nMedians. `").append(report.command()).append("`, ").append(report.program());
        text.append(", ").append(machine.processor()).append(", ").append(machine.processors());
        text.append(" cores, ").append(machine.os()).append(", Java ").append(machine.java());
        machine.devices().forEach(device ->
                text.append(", ").append(device.id()).append(": ").append(device.platform()));
        return text.append(".\n").toString();
    }

    private static String measured(Result result, boolean ladder) {
        TimingSummary total = result.seconds().total();
        String row = String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f to %.4f | %.3f | %s | %s |",
                escaped(result.name()),
                total.median(),
                total.min(),
                total.max(),
                result.gigaIterationsPerSecond(),
                result.shareOfPeak() == null ? "" : TextTable.percent(result.shareOfPeak()),
                result.equal() ? "equal" : "**" + result.mismatches() + " differ**");
        return row + (ladder ? speedups(result) : "") + "\n";
    }

    private static String speedups(Result result) {
        return String.format(Locale.ROOT, " %.1f × | ", result.speedupOnNaive())
                + (result.speedupOnPrevious() == null
                        ? "|"
                        : String.format(Locale.ROOT, "%.2f × |", result.speedupOnPrevious()));
    }

    private static String skipped(Result result, boolean ladder) {
        return "| " + escaped(result.name()) + " | skipped: " + escaped(result.skipped()) + " | | | | |"
                + (ladder ? " | |\n" : "\n");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
