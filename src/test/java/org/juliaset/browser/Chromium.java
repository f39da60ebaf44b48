package org.juliaset.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of headless Chromium with one page. */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int TIMEOUT_SECONDS = 60;

    private final Path profile;
    private final Process process;

    /**
     * Starts a process.
     *
     * @param profile an empty folder for what Chromium keeps
     */
    Chromium(Path profile) throws IOException {
        this.profile = profile;
        List<String> command = List.of(installed().orElseThrow().toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-default-apps", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank");
        this.process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve("stderr").toFile())
                .start();
    }

    /** Returns the path of Chromium, if it is installed. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the address of the page's socket as soon as Chromium tells it. */
    URI socket(HttpClient client) throws IOException, InterruptedException {
        URI list = URI.create("http://127.0.0.1:" + port() + "/json/list");
        String targets = client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return JsonParser.parseString(targets).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(target -> target.get("type").getAsString().equals("page"))
                .map(target -> URI.create(target.get("webSocketDebuggerUrl").getAsString()))
                .findFirst().orElseThrow();
    }

    /** Chromium writes the port that it has chosen into its profile. */
    private int port() throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        for (int tries = 0; tries < 20 * TIMEOUT_SECONDS && process.isAlive(); tries++) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Chromium did not start: " + Files.readString(profile.resolve("stderr")));
    }

    /** Waits until the process has ended by itself, for ten seconds at most. */
    void awaitEnd() {
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    }

    /** Ends the process and all that it has started. */
    void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join());
    }
}
