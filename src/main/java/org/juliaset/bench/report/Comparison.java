package org.juliaset.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.juliaset.bench.Figures;
import org.juliaset.bench.Result;

/** A measurement beside an older one. */
public final class Comparison {
    private static final String FORMAT = "%-25s%10s%10s%9s  %s%n";

    private Comparison() {}

    /** A row for each candidate that both have measured, with the new median divided by the old one. */
    public static String of(Report older, List<Result> results) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, FORMAT, "compared with the older", "old s", "new s", "new/old", ""));
        for (Result result : results) {
            if (result.skipped() == null) {
                find(older, result).ifPresent(old -> table.append(row(old.seconds().total(), result)));
            }
        }
        return table.toString();
    }

    private static Optional<Result> find(Report older, Result result) {
        return older.results().stream()
                .filter(old -> old.skipped() == null
                        && old.name().equals(result.name())
                        && old.device().equals(result.device())
                        && old.precision().equals(result.precision())
                        && old.workload().equals(result.workload())
                        && old.pixels() == result.pixels()
                        && old.iterations().equals(result.iterations()))
                .findFirst();
    }

    private static String row(Figures old, Result result) {
        Figures now = result.seconds().total();
        return String.format(
                Locale.ROOT,
                FORMAT,
                TextTable.name(result),
                String.format(Locale.ROOT, "%.4f", old.median()),
                String.format(Locale.ROOT, "%.4f", now.median()),
                String.format(Locale.ROOT, "%.3f", now.median() / old.median()),
                verdict(old, now));
    }

    /** A change counts where no old run was as fast, or as slow, as any new one. */
    private static String verdict(Figures old, Figures now) {
        if (now.max() < old.min()) {
            return "FASTER";
        }
        return now.min() > old.max() ? "SLOWER" : "within the spread";
    }
}
