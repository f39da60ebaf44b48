package org.juliaset.bench.report;

import java.util.List;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;

/**
 * A whole measurement, and the JSON export with the same names.
 *
 * @param schema version of this structure
 * @param program name and version of the program
 * @param command the command line
 * @param started time of the start, ISO 8601
 * @param machine the machine
 * @param settings the settings of the measurement
 * @param results a row for each candidate
 * @param warnings reasons to doubt the results, one line each
 */
public record Report(
        int schema,
        String program,
        String command,
        String started,
        Machine machine,
        Settings settings,
        List<Result> results,
        List<String> warnings) {
    /** The schema that this program writes. */
    public static final int SCHEMA = 2;

    /** Returns the same measurement with newer results. */
    public Report with(List<Result> results) {
        return new Report(
                schema, program, command, started, machine, settings, results, Warnings.of(results, settings));
    }
}
