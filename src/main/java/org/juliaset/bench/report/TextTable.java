package org.juliaset.bench.report;

import java.util.List;
import java.util.Locale;
import org.juliaset.bench.Result;

/** The results for a terminal of 80 columns. */
public final class TextTable {
    private static final int NAME = 25;
    private static final int WIDTH = 80;
    private static final String HEADER = "%-25s%9s%9s%10s%7s%8s%8s%n";
    private static final String CHECKS_HEADER = "%-25s%9s%11s%9s%10s  %s%n";
    private static final int HASH = 12;
    private static final String LADDER_HEADER = "%-25s%12s%12s%12s%n";

    private TextTable() {}

    /** Returns a row for each candidate: times, rates and whether the counts are right. */
    public static String results(List<Result> results) {
        StringBuilder table = new StringBuilder();
        table.append(line(HEADER, "median seconds", "total", "kernel", "read-back", "spread", "Giter/s", "peak"));
        for (Result result : results) {
            table.append(result.skipped() == null ? measured(result) : skipped(result));
        }
        return table.toString();
    }

    /** Returns a row for each candidate: the runs before the measured ones, and whether the counts are right. */
    public static String checks(List<Result> results) {
        StringBuilder table = new StringBuilder();
        table.append(line(CHECKS_HEADER, "before and after", "start", "first run", "warm-up", "differing", "counts"));
        for (Result result : results) {
            if (result.skipped() == null) {
                table.append(line(
                        CHECKS_HEADER,
                        name(result),
                        seconds(result.startSeconds()),
                        result.firstRunSeconds() == null ? "-" : seconds(result.firstRunSeconds()),
                        result.warmupRuns() + (result.steady() ? " runs" : " runs*"),
                        result.mismatches(),
                        result.countsHash().substring(0, HASH)));
            }
        }
        boolean unsteady = results.stream().anyMatch(result -> Boolean.FALSE.equals(result.steady()));
        return table + (unsteady ? "* not two runs that differ by less than 5 %\n" : "");
    }

    /** Returns the article's final table: the speed-up of each rung. */
    public static String ladder(List<Result> results) {
        StringBuilder table = new StringBuilder();
        table.append(line(LADDER_HEADER, "speed-up", "seconds", "on naive", "on previous"));
        for (Result result : results) {
            if (result.skipped() == null) {
                Double onPrevious = result.speedupOnPrevious();
                table.append(line(
                        LADDER_HEADER,
                        name(result),
                        seconds(result.seconds().total().median()),
                        times(result.speedupOnNaive()),
                        onPrevious == null ? "" : times(onPrevious)));
            }
        }
        return table.toString();
    }

    private static String measured(Result result) {
        Result.Seconds seconds = result.seconds();
        String row = line(
                HEADER,
                name(result),
                seconds(seconds.total().median()),
                seconds(seconds.kernel().median()),
                seconds.readback().median() == 0 ? "-" : seconds(seconds.readback().median()),
                percent(seconds.total().spread()),
                String.format(Locale.ROOT, "%.3f", result.gigaIterationsPerSecond()),
                result.shareOfPeak() == null ? "-" : percent(result.shareOfPeak()));
        return result.wrong()
                ? row + "  WRONG: " + result.mismatches() + " pixels differ from the scalar engine's\n"
                : row;
    }

    private static String skipped(Result result) {
        return wrapped(result.name()) + wrapped("  skipped: " + result.skipped());
    }

    /** Returns a text in lines that fit, all but the first indented. */
    static String wrapped(String text) {
        StringBuilder rows = new StringBuilder();
        StringBuilder row = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (row.length() + word.length() > WIDTH) {
                rows.append(row.toString().stripTrailing()).append('\n');
                row = new StringBuilder("    ");
            }
            row.append(word).append(' ');
        }
        return rows.append(row.toString().stripTrailing()).append('\n').toString();
    }

    /** Returns the first cell of a row. A name that does not fit takes a line of its own above the numbers. */
    static String name(Result result) {
        String name = result.name();
        return name.length() < NAME ? name : wrapped(name) + " ".repeat(NAME);
    }

    private static String line(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells).replaceAll("\\s+$", "\n");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.4f" : "%.1f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, factor < 10 ? "%.2f x" : "%.1f x", factor);
    }

    /** Returns whether the results are those of a ladder. */
    public static boolean isLadder(List<Result> results) {
        return results.stream().anyMatch(result -> result.speedupOnNaive() != null);
    }
}
