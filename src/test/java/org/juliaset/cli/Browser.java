package org.juliaset.cli;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A page in headless Chromium, driven through the Chrome DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int TIMEOUT_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** Returns the path of Chromium, if it is installed. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens an empty page.
     *
     * @param profile an empty folder for what Chromium keeps
     * @param width and height of the page's window, pixels
     */
    static Browser open(Path profile, int width, int height) throws Exception {
        Browser browser = new Browser(profile);
        browser.send("Page.enable", Map.of());
        browser.send("Runtime.enable", Map.of());
        browser.send("Network.enable", Map.of());
        browser.send("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return browser;
    }

    private Browser(Path profile) throws Exception {
        List<String> command = List.of(installed().orElseThrow().toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-default-apps", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank");
        this.process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve("stderr").toFile())
                .start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            URI list = URI.create("http://127.0.0.1:" + port(profile) + "/json/list");
            String targets = client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            String page = JsonParser.parseString(targets).getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .filter(target -> target.get("type").getAsString().equals("page"))
                    .map(target -> target.get("webSocketDebuggerUrl").getAsString())
                    .findFirst().orElseThrow();
            this.socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Listener())
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception | Error e) {
            end(process);
            throw e;
        }
    }

    /** Chromium writes the port that it has chosen into its profile. */
    private int port(Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        for (int tries = 0; tries < 20 * TIMEOUT_SECONDS && process.isAlive(); tries++) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Chromium did not start: " + Files.readString(profile.resolve("stderr")));
    }

    /** Assembles messages and passes them on. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                receive(JsonParser.parseString(message.toString()).getAsJsonObject());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void receive(JsonObject message) {
        if (message.has("id")) {
            answers.remove(message.get("id").getAsInt()).complete(message);
            return;
        }
        JsonObject details = message.getAsJsonObject("params");
        switch (message.get("method").getAsString()) {
            case "Network.requestWillBeSent" ->
                requests.add(details.getAsJsonObject("request").get("url").getAsString());
            case "Runtime.exceptionThrown" -> errors.add(details.toString());
            default -> { }
        }
    }

    private JsonObject send(String method, Map<String, ?> params) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(new Gson().toJson(Map.of("id", id, "method", method, "params", params)), true)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        JsonObject message = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!message.has("result")) {
            throw new AssertionError(method + ": " + message);
        }
        return message.getAsJsonObject("result");
    }

    /** Opens an address, runs a script there and waits for the promise that it returns. */
    void goTo(String address, String script) throws Exception {
        requests.clear();
        // the same page with another fragment would not be loaded again
        send("Page.navigate", Map.of("url", "about:blank"));
        JsonObject result = send("Page.navigate", Map.of("url", address));
        if (result.has("errorText")) {
            throw new AssertionError(address + ": " + result);
        }
        evaluate("new Promise(done => document.readyState === 'complete' ? done() : "
                + "addEventListener('load', () => done()))");
        evaluate(script);
    }

    /** Runs a script on the page; where it comes to a promise, its value is waited for. */
    String evaluate(String script) throws Exception {
        JsonObject result = send("Runtime.evaluate",
                Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + result);
        }
        JsonElement value = result.getAsJsonObject("result").get("value");
        return value == null ? "" : value.getAsString();
    }

    /** What a mouse does, by the names of the protocol. */
    void mouse(String type, int x, int y, Map<String, ?> more) throws Exception {
        Map<String, Object> params = new HashMap<>(more);
        params.putAll(Map.of("type", type, "x", x, "y", y));
        send("Input.dispatchMouseEvent", params);
    }

    /** Returns the visible part of the page. */
    BufferedImage screenshot() throws Exception {
        String data = send("Page.captureScreenshot", Map.of("format", "png")).get("data").getAsString();
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
    }

    /** Returns all requests since the last page was opened. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns the errors of all pages. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        try {
            socket.sendText("{\"id\": 0, \"method\": \"Browser.close\"}", true).join();
            process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        } finally {
            socket.abort();
            end(process);
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join());
    }
}
