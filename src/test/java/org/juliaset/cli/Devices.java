package org.juliaset.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the program lists as devices, in JSON. */
final class Devices {
    private Devices() {}

    static JsonObject listing(Program program) {
        return JsonParser.parseString(program.succeed().out()).getAsJsonObject();
    }

    static List<JsonObject> rows(JsonObject listing) {
        return StreamSupport.stream(listing.getAsJsonArray("devices").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The ids of those that can be used. */
    static List<String> ids(Path folder) {
        return usableIds(listing(Program.in(folder, "devices", "--json")));
    }

    static List<String> usableIds(JsonObject listing) {
        return rows(listing).stream()
                .filter(row -> row.get("usable").getAsBoolean())
                .map(row -> row.get("id").getAsString())
                .toList();
    }
}
