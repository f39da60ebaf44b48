package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.explore.Explorer;
import org.juliaset.parameters.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command explore: its options, and the command lines that the page gives. */
class ExploreTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Explorer explorer() throws IOException {
        ByteArrayOutputStream none = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(none, true, StandardCharsets.UTF_8);
        Console console = new Console(
                InputStream.nullInputStream(), none, stream, stream, new Terminal("", null, -1, Map.of()), Map.of(),
                folder);
        Explorer explorer = Explorer.start(new Explorer.Settings(
                InetAddress.getByName("127.0.0.1"), "127.0.0.1", 0, folder, 2, 1 << 24, new ExploreFrontEnd(console),
                null));
        explorer.use(DeviceCatalogue.ofThisMachine(2).choose("cpu"), Values.NONE);
        return explorer;
    }

    private static String send(Explorer explorer, String path, String body) throws IOException, InterruptedException {
        String key = explorer.address(Values.NONE).replaceFirst(".*[?]key=", "").replaceFirst("#.*", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + explorer.port() + "/api/" + path))
                .header("X-Juliaset-Token", key);
        HttpResponse<String> response = CLIENT.send(
                body == null ? request.build() : request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, response.body());
        return response.body();
    }

    /** Returns the words that a shell makes of a command line. */
    private static List<String> words(String command) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "set -- " + command + "\nprintf '%s\\n' \"$@\"").start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "c=-0.8%2B0.156i&center=0,0&zoom=1.5&size=160x100",
        "c=0.285-0i&center=1e-3,-2.5E-2&zoom=12345.678&size=97x61&itermax=700&itermin=0&smooth",
        "c=-0.4,0.6&width=0.3&center=-0.25&size=100x160&palette=viridis&palette-scale=equalised&samples=3",
        "c=i&fit&size=120x90&palette=%23102030,%23ffaa00+40%25,navy&palette-period=7.5&palette-offset=-0.25&flat",
        "real=-1&imag=0&xleft=-1.75&xright=1.75&ybot=-1&ytop=1&resolution=140&threshold=3&precision=float",
        "c=-0.1-0.7i&print=2x1.5cm&dpi=150&palette=tide&palette-reverse=true&interior=%23fff&depth=16&fast"
    })
    void aCommandThatThePageGivesMakesTheFileThatThePageMakes(String query) throws Exception {
        try (Explorer explorer = explorer()) {
            JsonObject texts =
                    JsonParser.parseString(send(explorer, "text", query + "&name=it's+a%20plot.png")).getAsJsonObject();
            List<String> words = words(texts.get("command").getAsString());
            assertEquals("juliaset", words.get(0));
            InProcess.in(folder, words.subList(1, words.size()).toArray(String[]::new)).succeed();
            send(explorer, "renders", query + "&name=page.png");
            for (int tries = 0; !send(explorer, "renders", null).contains("\"state\":\"done\""); tries++) {
                assertTrue(tries < 2000, send(explorer, "renders", null));
                Thread.sleep(10);
            }
            assertArrayEquals(Files.readAllBytes(folder.resolve("it's a plot.png")),
                    Files.readAllBytes(folder.resolve("page.png")), texts.toString());
        }
    }

    @Test
    void aCommandLeavesOutWhatIsUsualAndQuotesTheRest() throws Exception {
        try (Explorer explorer = explorer()) {
            assertEquals("juliaset -c=-0.8+0.156i --center=0,0 --zoom=1 --size=640x400 --itermax=300"
                    + " '--palette=#ffffff,#000080 20%,#ff0000' '-o=it'\\''s.png'",
                    JsonParser.parseString(send(explorer, "text", "size=640x400&zoom=1&center=0,0&c=-0.8%2B0.156i"
                            + "&itermin=5&itermax=300&palette=%23fff,navy+20%25,red&palette-scale=log&flat=false"
                            + "&name=it's.png")).getAsJsonObject().get("command").getAsString());
            assertEquals("juliaset -o=./-x.tif",
                    JsonParser.parseString(send(explorer, "text", "name=-x.tif")).getAsJsonObject()
                            .get("command").getAsString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--port=65536          | port is 65536: give a whole number from 0 to 65535",
        "--port=-1             | port is -1: give a whole number from 0 to 65535",
        "--port=x              | Invalid value for option '--port': \"x\" is not a whole number: write it like 500",
        "--output-dir=nothing  | output-dir is nothing, which is no folder: create it, or choose another",
        "--output-dir=file     | output-dir is file, which is no folder: create it, or choose another",
        "--listen=256.1.1.1    | listen is \"256.1.1.1\", which is no address: give one such as 192.168.0.2",
        "--preset=nothing      | there is no preset \"nothing\": give one of ",
        "--preset=rabbit --like=x.png | --preset and --like are both given: give one of them",
        "--like=x.png          | there is no file x.png",
        "--zoom=0              | zoom is 0.0: give a number above 0",
        "--itermin=90          | itermin is 90 and itermax is 80: itermin must be below itermax",
        "--threads=0           | threads is 0: give a whole number from 1 to 1024",
        "--memory=1M           | memory is 1M: give 192M or more",
        "-o=x.png              | Unknown option: '-o=x.png': see juliaset explore --help"
    })
    void wrongOptionsAreRefusedInOneLine(String options, String expected) throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Program.Result result = InProcess.in(folder, "explore", "--no-browser").with(options.split(" ")).run();
        assertEquals(2, result.status(), result.err());
        String line = result.onlyLine();
        String message = "juliaset: " + expected;
        assertEquals(message, line.substring(0, Math.min(message.length(), line.length())));
        assertEquals("", result.out());
    }

    @Test
    void aPortInUseIsAFailureInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Program.Result result =
                    InProcess.in(folder, "explore", "--no-browser", "--port=" + taken.getLocalPort()).run();
            assertEquals(1, result.status());
            assertEquals("juliaset: port " + taken.getLocalPort() + " of 127.0.0.1 cannot be used (Address already in"
                    + " use): choose another with --port, or leave it out", result.onlyLine());
            assertEquals("", result.out());
        }
    }

    @Test
    void anAddressOfAnotherMachineIsAFailureInOneLine() {
        Program.Result result = InProcess.in(folder, "explore", "--no-browser", "--listen=192.0.2.1").run();
        assertEquals(1, result.status());
        assertEquals("juliaset: 192.0.2.1 is no address of this machine to listen on: choose another with --listen",
                result.onlyLine());
    }

    @Test
    void aDeviceThatIsNotThereEndsIt() {
        Program.Result result = InProcess.in(folder, "explore", "--no-browser", "--device=nothing").run();
        assertEquals(2, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: no device is called \"nothing\""), result.err());
    }
}
