package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorer as a process: its start, its browser and its end. */
class ExploreProcessIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Takes some seconds. */
    private static final String LARGE =
            "c=-0.8%2B0.156i&center=0,0&zoom=1&size=6000x3750&palette=dusk&itermax=2000&samples=2&name=a.png";

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    private Process process;

    private URI start(Program program) throws Exception {
        File out = streams.resolve("out").toFile();
        process = program.start(out, streams.resolve("err").toFile());
        for (int tries = 0; Files.readString(out.toPath()).lines().count() < 2; tries++) {
            assertTrue(tries < 600 && process.isAlive(), Files.readString(streams.resolve("err")));
            Thread.sleep(50);
        }
        List<String> lines = Files.readString(out.toPath()).lines().toList();
        assertEquals("The page at this address shows Julia sets and renders them; Ctrl-C ends it.", lines.get(1));
        return URI.create(lines.get(0));
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static String key(URI page) {
        return page.getQuery().replaceFirst("^key=", "");
    }

    private static HttpResponse<String> send(URI page, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve(path)).header("X-Juliaset-Token", key(page));
        return CLIENT.send(
                body == null ? request.build() : request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void interrupt() throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
    }

    private String err() throws IOException {
        return Files.readString(streams.resolve("err"));
    }

    @Test
    void itServesThePageUntilItIsInterrupted() throws Exception {
        URI page = start(Program.in(folder, "explore", "--no-browser", "--preset=rabbit"));
        assertTrue(page.toString().matches("http://127\\.0\\.0\\.1:\\d+/\\?key=[\\w-]{32}#c=-0\\.1225\\d+%2B0\\.7448\\d+i"
                + "&center=0,0&zoom=[\\d.]+&.*palette=.*"), page.toString());
        assertEquals(200, send(page, "/", null).statusCode());
        assertEquals(200, send(page, "/api/tile?size=64x40&tile=0,0,64,40", null).statusCode());
        interrupt();
        assertEquals(130, process.exitValue());
        assertEquals("", err());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aPictureThatIsBeingRenderedAtTheEndCanBeResumed() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        URI page = start(Program.in(folder, "explore", "--no-browser", "--output-dir=pictures"));
        assertEquals(201, send(page, "/api/renders", LARGE).statusCode());
        for (int tries = 0; !Program.namesIn(pictures).contains("a.png.part")
                || Files.size(pictures.resolve("a.png.part")) < 200_000; tries++) {
            assertTrue(tries < 1200, send(page, "/api/renders", null).body());
            Thread.sleep(50);
        }
        interrupt();
        assertEquals(130, process.exitValue());
        assertTrue(err().matches("juliaset: [\\d.]+ % of the picture is kept in " + pictures.toRealPath()
                + "/a\\.png\\.part: resume it with --resume, or delete it and its journal\n"), err());
        assertEquals(List.of("a.png.part", "a.png.part.journal"), Program.namesIn(pictures));
        Program.Result resumed = Program.in(pictures, "--resume", "--no-progress", "-o", "a.png").run();
        assertEquals(0, resumed.status(), resumed.err());
        Program.in(pictures, "--like=a.png", "--no-progress", "-o", "b.png").succeed();
        assertArrayEquals(Files.readAllBytes(pictures.resolve("b.png")), Files.readAllBytes(pictures.resolve("a.png")));
    }

    @Test
    void theBrowserGetsAKeyThatCanBeUsedOnce() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path browser = programs.resolve("xdg-open");
        Files.writeString(browser, "#!/bin/sh\nprintf '%s' \"$1\" >'" + streams.resolve("opened.new")
                + "'\nmv '" + streams.resolve("opened.new") + "' '" + streams.resolve("opened") + "'\n");
        assertTrue(browser.toFile().setExecutable(true));
        URI page = start(Program.in(folder, "explore").env("PATH", programs + ":" + System.getenv("PATH")));
        for (int tries = 0; Files.notExists(streams.resolve("opened")); tries++) {
            assertTrue(tries < 200, "no browser is opened");
            Thread.sleep(50);
        }
        URI opened = URI.create(Files.readString(streams.resolve("opened")));
        assertEquals(page.getFragment(), opened.getFragment());
        assertNotEquals(key(page), key(opened));
        assertEquals(403, send(opened, "/api/renders", null).statusCode(), "it is no token");
        HttpResponse<String> session = send(page, "/session", "key=" + key(opened));
        assertTrue(session.body().contains("\"token\":\"" + key(page) + "\""), session.body());
        assertEquals(403, send(page, "/session", "key=" + key(opened)).statusCode());
        interrupt();
        assertEquals("", err());
    }

    @Test
    void whereNoBrowserOpensALineSaysSo() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path browser = programs.resolve("xdg-open");
        Files.writeString(browser, "#!/bin/sh\nexit 3\n");
        assertTrue(browser.toFile().setExecutable(true));
        start(Program.in(folder, "explore").env("PATH", programs + ":" + System.getenv("PATH")));
        for (int tries = 0; err().isEmpty(); tries++) {
            assertTrue(tries < 200, "nothing is said");
            Thread.sleep(50);
        }
        assertEquals("juliaset: no browser could be opened: open the address above in one\n", err());
    }

    @Test
    void aFullDiskEndsARenderAndNotTheExplorer() throws Exception {
        // a limit on the size of files fails like a full disk
        URI page = start(Program.command(folder, "sh", "-c",
                "ulimit -f 200; exec " + Program.LAUNCHER + " explore --no-browser"));
        assertEquals(201, send(page, "/api/renders", LARGE).statusCode());
        String renders = "";
        for (int tries = 0; !renders.contains("\"failed\""); tries++) {
            assertTrue(tries < 1200, renders);
            Thread.sleep(50);
            renders = send(page, "/api/renders", null).body();
        }
        assertTrue(renders.contains("\"message\":\"cannot write a.png: File too large: raise the limit of this shell"
                + " (ulimit -f) or choose another disk"), renders);
        assertEquals(200, send(page, "/api/tile?size=64x40&tile=0,0,64,40", null).statusCode());
    }

    @Test
    void anAddressForOthersIsAnnounced() throws Exception {
        URI page = start(Program.in(folder, "explore", "--no-browser", "--listen=0.0.0.0"));
        assertEquals("juliaset: other machines can reach this page at 0.0.0.0: whoever has its address can use it\n",
                err());
        assertEquals(200, send(page, "/", null).statusCode());
        assertEquals(403, CLIENT.send(HttpRequest.newBuilder(page.resolve("/api/renders")).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode());
    }
}
