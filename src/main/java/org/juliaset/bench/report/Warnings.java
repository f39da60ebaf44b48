package org.juliaset.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;
import org.juliaset.parameters.Decimal;

/** Warnings about doubtful results: what happened, what it means, what to do. */
final class Warnings {
    /** Runs are noisy if their range exceeds this share of the median. */
    private static final double NOISY = 0.10;

    private Warnings() {}

    /** Returns one line for each cause. */
    static List<String> of(List<Result> results, Settings settings) {
        List<Result> measured = results.stream().filter(result -> result.skipped() == null).toList();
        List<String> warnings = new ArrayList<>();
        List<Result> noisy = measured.stream().filter(r -> r.seconds().total().spread() > NOISY).toList();
        if (!noisy.isEmpty()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s runs are %s %% apart, so the machine was busy with something else: close other programs, or"
                            + " raise runs and max-time",
                    noisy.size() == 1 ? names(noisy) + ": its" : names(noisy) + ": their",
                    range(noisy, result -> Math.round(100 * result.seconds().total().spread()))));
        }
        List<Result> cut = measured.stream().filter(r -> runs(r) < settings.runs()).toList();
        if (!cut.isEmpty()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: %s of %d runs fit into %s s: raise max-time for more",
                    names(cut),
                    range(cut, Warnings::runs),
                    settings.runs(),
                    Decimal.shortest(settings.maxSeconds())));
        }
        return warnings;
    }

    private static long runs(Result result) {
        return result.seconds().total().runs().size();
    }

    private static String names(List<Result> results) {
        return results.stream().map(Result::name).collect(Collectors.joining("; "));
    }

    /** Returns the range of a number over the results, or the number if all are equal. */
    private static String range(List<Result> results, ToLongFunction<Result> number) {
        LongSummaryStatistics numbers = results.stream().mapToLong(number).summaryStatistics();
        return numbers.getMin() == numbers.getMax()
                ? Long.toString(numbers.getMin())
                : numbers.getMin() + " to " + numbers.getMax();
    }
}
