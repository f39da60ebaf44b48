package org.juliaset.bench.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juliaset.core.InvalidParameterException;

/** Reports as JSON. */
public final class JsonReport {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    /** The report as JSON, ending with a newline. */
    public static String of(Report report) {
        return GSON.toJson(report) + "\n";
    }

    /**
     * Reads an export.
     *
     * @throws InvalidParameterException if the file is not there or is no export of this program
     */
    public static Report read(Path file) {
        try {
            Report report = GSON.fromJson(Files.readString(file), Report.class);
            if (report == null || report.results() == null || report.schema() != Report.SCHEMA) {
                throw new InvalidParameterException(
                        file + " is no export of juliaset bench of schema " + Report.SCHEMA + ": give one of --export-json");
            }
            return report;
        } catch (JsonParseException | MalformedInputException e) {
            throw new InvalidParameterException(file + " is no JSON: give a file of --export-json");
        } catch (IOException e) {
            throw new InvalidParameterException(file + " cannot be read: give a file of --export-json");
        }
    }
}
