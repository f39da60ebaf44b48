package org.juliaset.cli;

import com.google.gson.GsonBuilder;

/** Formats records as JSON, with all fields, null ones included. */
final class Json {
    private Json() {}

    static String of(Object listing) {
        return new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(listing);
    }

    /** Formats a record as one line, without the fields that are null. */
    static String line(Object listing) {
        return new GsonBuilder().disableHtmlEscaping().create().toJson(listing);
    }
}
