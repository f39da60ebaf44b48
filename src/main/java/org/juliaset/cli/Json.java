package org.juliaset.cli;

import com.google.gson.GsonBuilder;

/** JSON for programs: every field of a record, also one that is null. */
final class Json {
    private Json() {}

    static String of(Object listing) {
        return new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(listing);
    }
}
