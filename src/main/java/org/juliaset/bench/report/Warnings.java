package org.juliaset.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;

/** What makes figures doubtful: what happened, what it means, what to do. */
final class Warnings {
    /** Runs that are further apart than this share of their median are noisy. */
    private static final double NOISY = 0.10;

    private Warnings() {}

    static List<String> of(List<Result> results, Settings settings) {
        List<String> warnings = new ArrayList<>();
        for (Result result : results) {
            if (result.skipped() != null) {
                continue;
            }
            double spread = result.seconds().total().spread();
            int runs = result.seconds().total().runs().size();
            if (spread > NOISY) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: its runs are %.0f %% apart, so the machine was busy with something else: close other"
                                + " programs, or raise --runs and --max-time",
                        result.name(),
                        100 * spread));
            }
            if (runs < settings.runs()) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: %d of %d runs fit into %.0f s: raise --max-time for more",
                        result.name(),
                        runs,
                        settings.runs(),
                        settings.maxSeconds()));
            }
        }
        return warnings;
    }
}
