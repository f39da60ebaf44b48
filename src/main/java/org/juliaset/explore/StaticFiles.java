package org.juliaset.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the page, as they are beside this class: those that files.txt lists, and no others, whatever a request
 * asks for. Each is read when it is first asked for. Safe for use by several threads.
 */
final class StaticFiles {
    /** The list, one name a line. */
    static final String LIST = "files.txt";

    private static final String INDEX = "index.html";
    private static final String ICON = "icon.svg";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, String> byPath = new HashMap<>();

    /** Reads the list. */
    StaticFiles() {
        for (String name : names()) {
            byPath.put("/" + name, name);
        }
        byPath.put("/", INDEX);
        // the icon that browsers request for their own page of an image
        byPath.put("/favicon.ico", ICON);
    }

    /** Returns the names of all files of the page. */
    static List<String> names() {
        return new String(read(LIST), StandardCharsets.UTF_8).lines().toList();
    }

    boolean has(String path) {
        return byPath.containsKey(path);
    }

    /** Returns a file that is there. */
    Answer file(String path) {
        String name = byPath.get(path);
        return Answer.bytes(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), read(name));
    }

    private static byte[] read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name + " of the explorer: install it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
