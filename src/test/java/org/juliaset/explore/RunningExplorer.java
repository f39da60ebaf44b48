package org.juliaset.explore;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.juliaset.animate.Animation;
import org.juliaset.compute.Engine;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.parameters.Spelling;
import org.juliaset.parameters.Values;

/** An explorer in the process of the tests, on the built-in engine and a free port, and a page's side of it. */
final class RunningExplorer implements AutoCloseable {
    static final long TILE_BYTES = 16 << 20;

    private static final int THREADS = 2;
    private static final long PATIENCE_SECONDS = 60;

    final List<String> said = new ArrayList<>();
    final Explorer explorer;
    final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    private RunningExplorer(Path folder, Animation film) {
        this.folder = folder;
        try {
            explorer = Explorer.start(new Explorer.Settings(
                    InetAddress.getByName("127.0.0.1"), "127.0.0.1", 0, folder, THREADS, TILE_BYTES, frontEnd(), film));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        token = key(explorer.address(Values.NONE));
    }

    /** One that writes to a folder. */
    static RunningExplorer in(Path folder) {
        return on(cpu(), folder);
    }

    /** One on another engine, which it closes. */
    static RunningExplorer on(Engine engine, Path folder) {
        RunningExplorer running = starting(folder);
        running.use(engine);
        return running;
    }

    /** One whose device is still starting. */
    static RunningExplorer starting(Path folder) {
        return new RunningExplorer(folder, null);
    }

    /** One with the timeline of a film. */
    static RunningExplorer showing(Animation film, Path folder) {
        RunningExplorer running = new RunningExplorer(folder, film);
        running.use(cpu());
        return running;
    }

    /** Ends the start of the device. */
    void use(Engine engine) {
        explorer.use(new DeviceCatalogue.Choice(engine, "it is a test", List.of()), Values.NONE);
    }

    static Engine cpu() {
        return DeviceCatalogue.ofThisMachine(THREADS).choose("cpu").engine();
    }

    private FrontEnd frontEnd() {
        return new FrontEnd() {
            @Override
            public Spelling spelling() {
                return new Spelling(Map.of("resume", "Resume", "memory", "more memory"));
            }

            @Override
            public String command(Map<String, String> terms, String file) {
                return "juliaset " + terms + " " + file;
            }

            @Override
            public void kept(Path file, long bands, long all) {
                say(bands + " of " + all + " bands of " + file.getFileName() + " are kept");
            }

            @Override
            public void say(String line) {
                synchronized (said) {
                    said.add(line);
                }
            }
        };
    }

    static String key(String address) {
        return address.replaceFirst(".*[?]key=", "").replaceFirst("#.*", "");
    }

    String token() {
        return token;
    }

    int port() {
        return explorer.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header(Access.TOKEN, token);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Gets something of the interface. */
    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    HttpResponse<byte[]> post(String path, byte[] body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the body of an answer that is as it should be. */
    static byte[] ok(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response.statusCode() + ": " + text(response));
        }
        return response.body();
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Returns the status and the line of a refusal. */
    static String refusal(HttpResponse<byte[]> response) {
        return response.statusCode() + " " + text(response).strip();
    }

    static JsonElement json(HttpResponse<byte[]> response) {
        return JsonParser.parseString(new String(ok(response), StandardCharsets.UTF_8));
    }

    /** Returns the renders as the page gets them. */
    JsonArray renders() {
        return json(get("/api/renders")).getAsJsonArray();
    }

    JsonObject render(String id) {
        for (JsonElement row : renders()) {
            if (row.getAsJsonObject().get("id").getAsString().equals(id)) {
                return row.getAsJsonObject();
            }
        }
        throw new AssertionError("there is no render " + id);
    }

    /** Waits until a render is in a state, and returns it. */
    JsonObject await(String id, String state) {
        waitFor(() -> render(id).get("state").getAsString().equals(state), () -> "render is " + render(id));
        return render(id);
    }

    static void waitFor(BooleanSupplier condition, Supplier<String> problem) {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(problem.get());
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Sends bytes as they are, and returns all that comes back. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request without a body whose headers are as they are given, and returns the status. */
    int rawStatus(String method, String target, String... headers) {
        String answer = raw(method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nConnection: close\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 ")) {
            throw new AssertionError("no answer to " + method + " " + target + ": " + answer);
        }
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Override
    public void close() {
        explorer.close();
    }
}
