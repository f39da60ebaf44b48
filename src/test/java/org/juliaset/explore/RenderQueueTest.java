package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;
import org.juliaset.storage.OnInterrupt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are rendered from the page. */
@Tag("one-jdk")
class RenderQueueTest {
    private static final String SMALL = "c=-0.8%2B0.156i&center=0,0&zoom=1&size=160x100&palette=dusk&samples=2";

    /** Takes some seconds. */
    private static final String LARGE = "c=-0.8%2B0.156i&center=0,0&zoom=1&size=6400x4000&palette=dusk&itermax=3000";

    @TempDir
    Path temporary;

    private Path folder;
    private RunningExplorer running;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(temporary.resolve("pictures"));
        running = RunningExplorer.in(folder);
    }

    @AfterEach
    void close() {
        running.close();
    }

    private String begin(String query, String name) {
        HttpResponse<byte[]> response = running.post("/api/renders", query + "&name=" + name);
        String id = RunningExplorer.json(response).getAsJsonObject().get("id").getAsString();
        assertEquals(201, response.statusCode());
        return id;
    }

    private JsonObject change(String id, String action) {
        return RunningExplorer.json(running.post("/api/renders/" + id + "/" + action, "")).getAsJsonObject();
    }

    private String refusal(String id, String action) {
        return RunningExplorer.refusal(running.post("/api/renders/" + id + "/" + action, ""));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] expected(String query, PictureFormat format) throws Exception {
        RenderJob job = new Fields(Query.of(query, 8192), Set.of()).job(format);
        Path file = temporary.resolve("expected." + format.suffix());
        try (Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            renderer.render(job, file, Progress.NONE);
        }
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif", "bmp", "gif", "ppm", "dzi"})
    void aPictureIsTheFileOfARender(String suffix) throws Exception {
        String query = suffix.equals("gif") ? "size=160x100" : SMALL;
        JsonObject done = running.await(begin(query, "a." + suffix), "done");
        byte[] file = Files.readAllBytes(folder.resolve("a." + suffix));
        assertArrayEquals(expected(query, PictureFormat.of("a." + suffix).orElseThrow()), file);
        assertEquals(1, done.get("share").getAsDouble());
        assertTrue(done.get("secondsLeft").isJsonNull() && done.get("message").isJsonNull(), done.toString());
        assertTrue(done.get("seconds").getAsDouble() > 0);
        if (!suffix.equals("dzi")) {
            assertEquals(file.length, done.get("bytes").getAsLong());
            HttpResponse<byte[]> response = running.get("/" + done.get("link").getAsString());
            assertArrayEquals(file, RunningExplorer.ok(response));
            assertEquals(Integer.toString(file.length), response.headers().firstValue("Content-Length").orElseThrow());
        }
    }

    @Test
    void countsGoWithTheirParameters() throws Exception {
        running.await(begin("size=160x100&smooth", "a.npy"), "done");
        assertArrayEquals(expected("size=160x100&smooth", PictureFormat.NPY),
                Files.readAllBytes(folder.resolve("a.npy")));
        assertEquals(List.of("a.npy", "a.npy.json"), names());
    }

    @Test
    void aDeepZoomPictureIsServedWithItsPageAndItsTiles() throws Exception {
        JsonObject done = running.await(begin(SMALL, "deep%20zoom.dzi"), "done");
        String link = done.get("link").getAsString();
        assertTrue(link.endsWith("/deep%20zoom.html"), link);
        HttpResponse<byte[]> page = running.get("/" + link);
        assertArrayEquals(Files.readAllBytes(folder.resolve("deep zoom.html")), RunningExplorer.ok(page));
        assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("default-src 'self' 'unsafe-inline' data: blob:; connect-src 'none'; base-uri 'none'; form-action"
                + " 'none'; frame-ancestors 'none'",
                page.headers().firstValue("Content-Security-Policy").orElseThrow());
        String base = "/" + link.replaceFirst("\\.html$", "");
        assertArrayEquals(Files.readAllBytes(folder.resolve("deep zoom.dzi")),
                RunningExplorer.ok(running.get(base + ".dzi")));
        assertArrayEquals(Files.readAllBytes(folder.resolve("deep zoom_files/8/0_0.png")),
                RunningExplorer.ok(running.get(base + "_files/8/0_0.png")));
        for (String other : List.of(
                "_files", "_files/", "_files/8", "_files/8/", "_files/8/9_9.png", "_files/8/0_0.jpg",
                "_files/8/../8/0_0.png", "_files/8/..%2f8%2f0_0.png", "_files%2f8%2f0_0.png%00", "_files/-1/0_0.png")) {
            assertEquals(404, running.get(base + other).statusCode(), other);
        }
    }

    @Test
    void onlyFilesOfFinishedPicturesAreServedAndOnlyWithTheTicket() throws Exception {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolve("older.png"), "older");
        Files.writeString(temporary.resolve("outside.png"), "outside");
        JsonObject done = running.await(begin(SMALL, "a.png"), "done");
        String link = "/" + done.get("link").getAsString();
        String root = link.substring(0, link.lastIndexOf('/') + 1);
        assertEquals(200, running.rawStatus("GET", link, "Host: localhost:" + running.port()), "without a token");
        for (String name : List.of(
                "secret.txt", "older.png", "../outside.png", "..%2foutside.png", "..%5coutside.png",
                "%2e%2e/outside.png", "a.png/", "a.png%00", "A.PNG", "./a.png", "", "a.png.part", "%",
                "%61.pn%67%20")) {
            int status = running.rawStatus("GET", root + name, "Host: localhost:" + running.port());
            assertTrue(status == 404 || status == 400, name + ": " + status);
        }
        assertEquals(200, running.rawStatus("GET", root + "%61.png", "Host: localhost:" + running.port()));
        assertEquals(404, running.get("/pictures/" + running.token() + "/a.png").statusCode());
        assertEquals(404, running.get("/pictures/x/a.png").statusCode());
        // a link in the place of the file leads elsewhere
        Files.delete(folder.resolve("a.png"));
        Files.createSymbolicLink(folder.resolve("a.png"), temporary.resolve("outside.png"));
        assertEquals(404, running.get(link).statusCode());
        Files.delete(folder.resolve("a.png"));
        assertEquals("404 a.png has been moved away", RunningExplorer.refusal(running.get(link)));
        change(done.get("id").getAsString(), "remove");
        assertEquals("404 there is no finished picture of this name", RunningExplorer.refusal(running.get(link)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "a.xyz       ~ 400 name is \"a.xyz\": end it with a format, one of .png",
        "a           ~ 400 name is \"a\": end it with a format, one of .png",
        "''          ~ 400 name is \"\": give a plain file name of up to 200 letters, without folders",
        ".png        ~ 400 name is \".png\": give a plain file name",
        ".a.png      ~ 400 name is \".a.png\": give a plain file name",
        "../a.png    ~ 400 name is \"../a.png\": give a plain file name",
        "b/a.png     ~ 400 name is \"b/a.png\": give a plain file name",
        "/tmp/a.png  ~ 400 name is \"/tmp/a.png\": give a plain file name",
        "b%5Ca.png   ~ 400 name is \"b\\a.png\": give a plain file name",
        "a%00.png    ~ 400 name is \"a?.png\": give a plain file name",
        "a%0A.png    ~ 400 name is \"a?.png\": give a plain file name",
        "a%E2%80%AE.png ~ 400 name is \"a?.png\": give a plain file name",
        "c:a.png     ~ 400 name is \"c:a.png\": give a plain file name",
        "a.png+      ~ 400 name is \"a.png \": give a plain file name",
        "+a.png      ~ 400 name is \" a.png\": give a plain file name",
        "a.png.part  ~ 400 name is \"a.png.part\": end it with a format"
    })
    void aNameIsOnePlainNameWithASuffix(String name, String expected) {
        String refusal = RunningExplorer.refusal(running.post("/api/renders", SMALL + "&name=" + name));
        assertEquals(expected, refusal.substring(0, Math.min(expected.length(), refusal.length())));
        assertEquals(List.of(), names());
        assertEquals(0, running.renders().size());
    }

    @Test
    void aNameThatIsTooLongOrMissingIsRefused() {
        assertEquals(400, running.post("/api/renders", SMALL + "&name=" + "a".repeat(198) + ".png").statusCode());
        assertEquals("400 name is missing: give one", RunningExplorer.refusal(running.post("/api/renders", SMALL)));
    }

    @Test
    void whatIsThereIsNeverReplaced() throws Exception {
        for (String taken : List.of("a.png", "a.png.part", "a.png.part.journal")) {
            Path file = folder.resolve(taken);
            Files.writeString(file, "mine");
            String refusal = RunningExplorer.refusal(running.post("/api/renders", SMALL + "&name=a.png"));
            assertTrue(refusal.startsWith("409 a.png ") && refusal.endsWith(": choose another name, such as a-2.png"),
                    refusal);
            assertEquals("mine", Files.readString(file));
            Files.delete(file);
        }
        for (String taken : List.of("a.html", "a_files", "a.dzi")) {
            Files.createDirectory(folder.resolve(taken));
            assertEquals(409, running.post("/api/renders", SMALL + "&name=a.dzi").statusCode());
            Files.delete(folder.resolve(taken));
        }
        // a link that leads nowhere, or elsewhere
        Files.createSymbolicLink(folder.resolve("a.png"), temporary.resolve("outside.png"));
        Files.writeString(folder.resolve("a-2.png"), "mine, too");
        assertEquals("409 a.png is there already: choose another name, such as a-3.png",
                RunningExplorer.refusal(running.post("/api/renders", SMALL + "&name=a.png")));
        assertTrue(Files.notExists(temporary.resolve("outside.png")));
    }

    @Test
    void aFileThatComesIntoBeingMeanwhileIsKept() throws Exception {
        String id = begin(LARGE, "a.png");
        running.await(id, "running");
        Files.writeString(folder.resolve("a.png"), "mine");
        change(id, "cancel");
        running.await(id, "cancelled");
        assertEquals("409 a.png is there already: move it away, or choose another name", refusal(id, "resume"));
        assertEquals("mine", Files.readString(folder.resolve("a.png")));
    }

    @Test
    void picturesAreRenderedOneAfterTheOtherAndHaveAPlaceInTheList() {
        String first = begin(LARGE, "a.png");
        String second = begin(SMALL, "b.png");
        running.await(first, "running");
        assertEquals("waiting", running.render(second).get("state").getAsString());
        assertEquals("409 b.png is taken by another picture of the list: choose another name, such as b-2.png",
                RunningExplorer.refusal(running.post("/api/renders", SMALL + "&name=b.png")));
        assertEquals(409, running.post("/api/renders", SMALL + "&name=B.PNG").statusCode());
        change(second, "cancel");
        assertEquals("cancelled", running.render(second).get("state").getAsString());
        assertEquals("waiting", change(second, "resume").get("state").getAsString());
        change(first, "cancel");
        running.await(second, "done");
        assertEquals("cancelled", running.render(first).get("state").getAsString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif", "dzi"})
    void aCancelledPictureIsResumedToTheSameBytes(String suffix) throws Exception {
        String id = begin(LARGE, "a." + suffix);
        RunningExplorer.waitFor(() -> running.render(id).get("share").getAsDouble() > 0.1,
                () -> running.render(id).toString());
        change(id, "cancel");
        JsonObject cancelled = running.await(id, "cancelled");
        assertTrue(cancelled.get("message").getAsString().endsWith(" % is kept: Resume continues"),
                cancelled.toString());
        assertEquals(List.of("a." + suffix + ".part", "a." + suffix + ".part.journal"), names());
        change(id, "resume");
        JsonObject done = running.await(id, "done");
        assertTrue(done.get("message").isJsonNull());
        assertArrayEquals(expected(LARGE, PictureFormat.of("a." + suffix).orElseThrow()),
                Files.readAllBytes(folder.resolve("a." + suffix)));
        assertTrue(names().stream().noneMatch(name -> name.contains("part")), names().toString());
        assertEquals(List.of(), running.said);
    }

    @Test
    void aFormatThatIsWrittenAtOnceIsRenderedAgain() throws Exception {
        String id = begin(LARGE, "a.bmp");
        RunningExplorer.waitFor(() -> running.render(id).get("share").getAsDouble() > 0.02,
                () -> running.render(id).toString());
        change(id, "cancel");
        running.await(id, "cancelled");
        assertEquals(List.of(), names());
        change(id, "remove");
        assertEquals(0, running.renders().size());
    }

    @Test
    void removingACancelledPictureRemovesItsUnfinishedFile() {
        String id = begin(LARGE, "a.png");
        RunningExplorer.waitFor(() -> running.render(id).get("share").getAsDouble() > 0.1,
                () -> running.render(id).toString());
        assertEquals("409 a.png is running: cancel it first", refusal(id, "remove"));
        change(id, "cancel");
        running.await(id, "cancelled");
        change(id, "remove");
        assertEquals(List.of(), names());
        assertEquals("404 there is no such picture in the list", refusal(id, "resume"));
        assertNotEquals(id, begin(SMALL, "a.png"));
    }

    @Test
    void actionsThatHaveNoPlaceAreRefused() {
        String id = begin(SMALL, "a.png");
        running.await(id, "done");
        assertEquals("409 a.png is done: there is nothing to cancel", refusal(id, "cancel"));
        assertEquals("409 a.png is done: there is nothing to resume", refusal(id, "resume"));
        assertEquals("404 there is nothing of this name", refusal(id, "paint"));
        assertEquals("404 there is no such picture in the list", refusal("99", "cancel"));
        assertEquals("404 there is no such picture in the list", refusal("x", "cancel"));
        assertEquals(404, running.post("/api/renders/1/cancel/2", "").statusCode());
        assertEquals(404, running.post("/api/renders/1", "").statusCode());
        change(id, "remove");
        assertEquals(List.of("a.png"), names(), "the finished file stays");
    }

    @Test
    void onlySoManyPicturesWait() {
        String first = begin(LARGE, "large.png");
        running.await(first, "running");
        for (int k = 0; k < RenderQueue.MOST_WAITING; k++) {
            begin(SMALL, k + ".png");
        }
        assertEquals("503 20 pictures are waiting, which is the most: wait until one is done, or cancel one",
                RunningExplorer.refusal(running.post("/api/renders", SMALL + "&name=more.png")));
        change("2", "cancel");
        begin(SMALL, "more.png");
        change(first, "cancel");
        for (int k = 3; k <= RenderQueue.MOST_WAITING + 1; k++) {
            running.await(Integer.toString(k), "done");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "size=64x40&palette=dusk&name=a.pgm ~ 400 PGM holds no colours: use .png",
        "size=64x40&palette=dusk&name=a.npy ~ 400 palette is given and .npy holds counts, not colours: leave it out",
        "size=70000x40&name=a.gif     ~ 400 the picture is 70000 x 40 pixels and GIF holds at most 65535 a side",
        "itermax=-1&name=a.png        ~ 400 itermax is -1: give a whole number from 1 to 2147483646",
        "tile=0,0,1,1&name=a.png      ~ 400 there is no parameter tile: leave it out"
    })
    void aPictureThatCannotBeIsRefused(String query, String expected) {
        String refusal = RunningExplorer.refusal(running.post("/api/renders", query));
        assertEquals(expected, refusal.substring(0, Math.min(expected.length(), refusal.length())));
        assertEquals(0, running.renders().size());
    }

    @Test
    void aFolderThatGoesAwayFailsTheRenderInOneLine() throws Exception {
        Files.delete(folder);
        JsonObject failed = running.await(begin(SMALL, "a.png"), "failed");
        String message = failed.get("message").getAsString();
        assertTrue(message.startsWith("there is no folder " + folder), message);
        Files.createDirectory(folder);
        change(failed.get("id").getAsString(), "resume");
        running.await(failed.get("id").getAsString(), "done");
    }

    @Test
    void whatCannotBeWrittenIsSaidInOneLineAndRenderedAgain() throws Exception {
        String id = begin(LARGE, "a.png");
        RunningExplorer.waitFor(() -> running.render(id).get("share").getAsDouble() > 0.05,
                () -> running.render(id).toString());
        Files.delete(folder.resolve("a.png.part"));
        JsonObject failed = running.await(id, "failed");
        assertEquals("cannot write a.png: the unfinished file or its journal was removed meanwhile: render it again",
                failed.get("message").getAsString());
        change(id, "resume");
        running.await(id, "running");
    }

    @Test
    void theEndInterruptsARenderAndKeepsWhatThereIs() throws Exception {
        String id = begin(LARGE, "a.png");
        RunningExplorer.waitFor(() -> running.render(id).get("share").getAsDouble() > 0.1,
                () -> running.render(id).toString());
        running.close();
        assertEquals(List.of("a.png.part", "a.png.part.journal"), names());
        assertEquals(1, running.said.size());
        assertTrue(running.said.get(0).endsWith(" bands of a.png are kept"), running.said.toString());
        RenderJob job = new Fields(Query.of(LARGE, 8192), Set.of()).job(PictureFormat.PNG);
        try (Renderer renderer = new Renderer(RunningExplorer.cpu(), 2)) {
            renderer.render(job, folder.resolve("a.png"), OnInterrupt.RESUME, Progress.NONE);
        }
        assertArrayEquals(expected(LARGE, PictureFormat.PNG), Files.readAllBytes(folder.resolve("a.png")));
    }
}
