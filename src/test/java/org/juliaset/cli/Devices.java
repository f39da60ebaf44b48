package org.juliaset.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.StreamSupport;

/** The program's list of devices, as JSON. */
final class Devices {
    private static JsonObject usual;

    private Devices() {}

    static JsonObject listing(Program program) {
        return JsonParser.parseString(program.succeed().out()).getAsJsonObject();
    }

    static List<JsonObject> rows(JsonObject listing) {
        return StreamSupport.stream(listing.getAsJsonArray("devices").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** Returns the list of the laid-out program, which is run once: measuring the devices takes some seconds. */
    static synchronized JsonObject usual() {
        usual = usual == null ? listing(Program.in(Program.DISTRIBUTION, "devices", "--json")) : usual;
        return usual;
    }

    /** Returns the IDs of the usable devices. */
    static List<String> ids() {
        return usableIds(usual());
    }

    static List<String> usableIds(JsonObject listing) {
        return rows(listing).stream()
                .filter(row -> row.get("usable").getAsBoolean())
                .map(row -> row.get("id").getAsString())
                .toList();
    }
}
