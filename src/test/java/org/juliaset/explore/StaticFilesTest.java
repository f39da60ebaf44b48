package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page. */
class StaticFilesTest {
    private static final Path SOURCE = Path.of("src/main/resources/org/juliaset/explore");

    @TempDir
    Path folder;

    @Test
    void theListIsThatOfTheFilesThatAreThere() throws IOException {
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCE)) {
            files.filter(Files::isRegularFile).forEach(file -> there.add(SOURCE.relativize(file).toString()));
        }
        there.remove(StaticFiles.LIST);
        assertEquals(there, new TreeSet<>(StaticFiles.names()));
        assertEquals(there.size(), StaticFiles.names().size(), "a name is listed twice");
    }

    @Test
    void eachIsServedAsWhatItIs() throws IOException {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            for (String name : StaticFiles.names()) {
                HttpResponse<byte[]> response = running.get("/" + name);
                assertArrayEquals(Files.readAllBytes(SOURCE.resolve(name)), RunningExplorer.ok(response), name);
                String type = response.headers().firstValue("Content-Type").orElseThrow();
                assertEquals(switch (name.replaceFirst(".*\\.", "")) {
                    case "html" -> "text/html; charset=utf-8";
                    case "js", "mjs" -> "text/javascript; charset=utf-8";
                    case "css" -> "text/css; charset=utf-8";
                    case "svg" -> "image/svg+xml";
                    default -> "text/plain; charset=utf-8";
                }, type, name);
            }
            assertArrayEquals(running.get("/index.html").body(), RunningExplorer.ok(running.get("/")));
            assertArrayEquals(running.get("/index.html").body(), RunningExplorer.ok(running.get("/?key=x")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/%252e%252e%252fetc%252fpasswd",
        "/index.html%00", "/index.html%00.js", "/..\\..\\etc\\passwd", "/%5c..%5cetc", "//etc/passwd", "/./index.html",
        "/x/../index.html", "/INDEX.HTML", "/index%2ehtml", "/files.txt", "/Explorer.class", "/package-info.class",
        "/../render/presets.txt", "/..;/index.html", "/index.html/", "/index.html;x", "/%c0%ae%c0%ae/", "/%",
        "/%zz", "/pictures", "/pictures/", "/pictures//", "/pictures/x", "/api", "/api/", "/api/GET",
        "/api/POST", "/api/renders/", "/session/", "/index.html%20"
    })
    void nothingElseIsServed(String target) {
        try (RunningExplorer running = RunningExplorer.in(folder)) {
            int status = running.rawStatus("GET", target, "Host: 127.0.0.1:" + running.port(),
                    Access.TOKEN + ": " + running.token());
            // the JDK's server refuses what is no URI itself
            assertTrue(List.of(400, 404, 405).contains(status), target + ": " + status);
        }
    }
}
