package org.juliaset.explore;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent for a request.
 *
 * @param status of HTTP
 * @param type of the body
 * @param headers further ones, which replace those that every answer has
 * @param length of the body, in bytes; {@link #UNKNOWN} for one that ends when it ends
 * @param body writes it
 */
record Answer(int status, String type, Map<String, String> headers, long length, Body body) {
    static final int OK = 200;
    static final int CREATED = 201;

    /** The length of a stream. */
    static final long UNKNOWN = -1;

    private static final String LINES = "text/plain; charset=utf-8";

    /** Without a stack of generators: it is made at the first request for JSON. */
    private static final class Json {
        static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    }

    /** Writes the body of an answer. */
    @FunctionalInterface
    interface Body {
        /** @throws IOException if the page has gone away, or what is sent cannot be read */
        void writeTo(OutputStream out) throws IOException, InterruptedException;

        /** Called at the end, also if nothing could be written. */
        default void end() {}
    }

    static Answer bytes(String type, byte[] bytes) {
        return new Answer(OK, type, Map.of(), bytes.length, out -> out.write(bytes));
    }

    /** Returns one line of text. */
    static Answer line(int status, String line) {
        byte[] bytes = (Texts.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
        return new Answer(status, LINES, Map.of(), bytes.length, out -> out.write(bytes));
    }

    static Answer json(int status, Object value) {
        byte[] bytes = jsonText(value).getBytes(StandardCharsets.UTF_8);
        return new Answer(status, "application/json", Map.of(), bytes.length, out -> out.write(bytes));
    }

    /** Returns a value as JSON, in one line, with all fields. */
    static String jsonText(Object value) {
        return Json.GSON.toJson(value);
    }

    /** Returns this with a header added or replaced. */
    Answer header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, type, all, length, body);
    }
}
