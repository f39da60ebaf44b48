package org.juliaset.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.juliaset.bench.Result;
import org.juliaset.bench.TimingSummary;

/** The comparison of a measurement with an older one. */
public final class ReportDiff {
    private static final String FORMAT = "%-25s%10s%10s%9s  %s%n";

    /**
     * Runs of each report for a verdict: by chance, three runs are all faster or all slower than three others in one of
     * ten cases.
     */
    private static final int ENOUGH_RUNS = 3;

    private ReportDiff() {}

    /**
     * Returns a row for each candidate that both measured, with the new median divided by the old one. Then follow
     * candidates without a counterpart, and other differences of the reports, which may be the cause.
     */
    public static String of(Report older, Report newer) {
        StringBuilder rows = new StringBuilder();
        for (Result result : measured(newer)) {
            find(older, result).ifPresent(old -> rows.append(row(old.seconds().total(), result)));
        }
        StringBuilder text = new StringBuilder();
        if (rows.isEmpty()) {
            text.append("The older has nothing in common with this, there is nothing to compare.\n");
        } else {
            text.append(String.format(Locale.ROOT, FORMAT, "compared with the older", "old s", "new s", "new/old", "")
                    .stripTrailing()).append('\n');
            text.append(rows);
        }
        differences(older, newer).forEach(text::append);
        text.append(alone("only in the older: ", older, newer)).append(alone("only in this one: ", newer, older));
        return text.toString();
    }

    private static List<Result> measured(Report report) {
        return report.results().stream().filter(result -> result.skipped() == null).toList();
    }

    private static Optional<Result> find(Report report, Result result) {
        return measured(report).stream()
                .filter(other -> other.name().equals(result.name())
                        && other.device().equals(result.device())
                        && other.precision().equals(result.precision())
                        && other.workload().equals(result.workload())
                        && other.pixels() == result.pixels()
                        && other.iterations().equals(result.iterations()))
                .findFirst();
    }

    private static String row(TimingSummary old, Result result) {
        TimingSummary now = result.seconds().total();
        return String.format(
                Locale.ROOT,
                FORMAT,
                TextTable.name(result),
                String.format(Locale.ROOT, "%.4f", old.median()),
                String.format(Locale.ROOT, "%.4f", now.median()),
                String.format(Locale.ROOT, "%.3f", now.median() / old.median()),
                verdict(old, now));
    }

    /**
     * Returns the verdict on a change: it counts if the ranges of old and new runs do not overlap and there are enough
     * runs of each.
     */
    private static String verdict(TimingSummary old, TimingSummary now) {
        if (Math.min(old.runs().size(), now.runs().size()) < ENOUGH_RUNS) {
            return "too few runs to tell";
        }
        if (now.max() < old.min()) {
            return "FASTER";
        }
        return now.min() > old.max() ? "SLOWER" : "within the spread";
    }

    /** Lists the candidates of one report that the other lacks. */
    private static String alone(String title, Report one, Report other) {
        Set<String> names = new LinkedHashSet<>();
        measured(one).forEach(result -> names.add(result.name()));
        measured(other).forEach(result -> names.remove(result.name()));
        return names.isEmpty() ? "" : TextTable.wrapped(title + String.join("; ", names));
    }

    /** Returns the differences beside the times, one line each. */
    private static List<String> differences(Report older, Report newer) {
        List<String> lines = new ArrayList<>();
        compare("program", older.program(), newer.program(), lines);
        compare("workload", workloads(older), workloads(newer), lines);
        compare("precision", each(older, Result::precision), each(newer, Result::precision), lines);
        compare("processor", older.machine().processor(), newer.machine().processor(), lines);
        compare("processors", older.machine().processors(), newer.machine().processors(), lines);
        compare("system", older.machine().os(), newer.machine().os(), lines);
        compare("Java", older.machine().java(), newer.machine().java(), lines);
        compare("virtual machine", older.machine().jvm(), newer.machine().jvm(), lines);
        if (older.settings().threads() > 0) {
            compare("threads", older.settings().threads(), newer.settings().threads(), lines);
        }
        for (Machine.OpenCl device : newer.machine().devices()) {
            older.machine().devices().stream()
                    .filter(old -> old.id().equals(device.id()))
                    .forEach(old -> compare(device.id(), text(old), text(device), lines));
        }
        return lines;
    }

    private static String workloads(Report report) {
        return each(
                report,
                row -> row.workload() + " of " + row.pixels() + " pixels, " + row.iterations() + " iterations");
    }

    private static String each(Report report, Function<Result, String> property) {
        return measured(report).stream().map(property).distinct().collect(Collectors.joining("; "));
    }

    private static String text(Machine.OpenCl device) {
        return device.name() + ", " + device.platform() + ", driver " + device.driver();
    }

    private static void compare(String what, Object old, Object now, List<String> lines) {
        if (!Objects.equals(old, now)) {
            lines.add(TextTable.wrapped("other " + what + ": " + old + " then, " + now + " now"));
        }
    }
}
