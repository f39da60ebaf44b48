package org.juliaset.bench.report;

import java.util.List;
import org.juliaset.bench.Result;
import org.juliaset.bench.Settings;

/**
 * A whole measurement: the JSON export, whose names these are.
 *
 * @param schema version of this structure
 * @param program name and version
 * @param command the command line
 * @param started when, ISO 8601
 * @param machine where
 * @param settings how long it was to be measured
 * @param results a row for each candidate
 * @param warnings what makes the figures doubtful, one line each
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
    /** The version of the structure that this program writes. */
    public static final int SCHEMA = 2;

    /** The same measurement with newer figures. */
    public Report with(List<Result> newer) {
        return new Report(schema, program, command, started, machine, settings, newer, Warnings.of(newer, settings));
    }
}
