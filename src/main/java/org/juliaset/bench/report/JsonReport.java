package org.juliaset.bench.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.juliaset.bench.Result;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.storage.FileProblem;

/** Reports as JSON. */
public final class JsonReport {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    /** Returns a report as JSON, ending with a newline. */
    public static String of(Report report) {
        return GSON.toJson(report) + "\n";
    }

    /**
     * Reads an export.
     *
     * @throws InvalidParameterException if the file does not exist or is not an export of this program
     */
    public static Report read(Path file) {
        try {
            Report report = read(JsonParser.parseString(Files.readString(file)));
            requireComplete(report);
            return report;
        } catch (JsonParseException | MalformedInputException e) {
            throw new InvalidParameterException(file + " is no JSON: give a JSON export");
        } catch (NoSuchFileException e) {
            throw new InvalidParameterException(file + " cannot be read: there is no such file, give a JSON export");
        } catch (IOException e) {
            throw new InvalidParameterException(
                    file + " cannot be read: " + FileProblem.reason(e) + ", give a JSON export");
        } catch (RuntimeException e) {
            // fields are missing or have other types, or the records reject their values
            throw new InvalidParameterException(
                    file + " is no export of juliaset bench of schema 1 to " + Report.SCHEMA + ": give a JSON export");
        }
    }

    /** Converts JSON to a report. Schema 1 has other names for two fields. */
    private static Report read(JsonElement json) {
        for (JsonElement row : json.getAsJsonObject().getAsJsonArray("results")) {
            rename(row.getAsJsonObject(), "ceilingGigaIterationsPerSecond", "peakGigaIterationsPerSecond");
            rename(row.getAsJsonObject(), "shareOfCeiling", "shareOfPeak");
        }
        return GSON.fromJson(json, Report.class);
    }

    private static void rename(JsonObject row, String old, String now) {
        if (row.has(old)) {
            row.add(now, row.remove(old));
        }
    }

    /** Checks that the fields that a comparison reads exist. */
    private static void requireComplete(Report report) {
        if (report.schema() < 1 || report.schema() > Report.SCHEMA) {
            throw new IllegalArgumentException("schema " + report.schema());
        }
        Objects.requireNonNull(report.settings());
        report.machine().devices().forEach(device -> Objects.requireNonNull(device.id()));
        for (Result result : report.results()) {
            Objects.requireNonNull(result.name());
            if (result.skipped() == null) {
                Objects.requireNonNull(result.iterations());
                Objects.requireNonNull(result.seconds().total().runs());
                Stream.of(result.device(), result.precision(), result.workload()).forEach(Objects::requireNonNull);
            }
        }
    }
}
