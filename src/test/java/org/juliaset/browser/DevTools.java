package org.juliaset.browser;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The Chrome DevTools protocol: commands with their answers, and events. Safe for use by several threads. */
final class DevTools {
    private static final Pattern OF_LEAVING =
            Pattern.compile("navigated or closed|context was destroyed|Cannot find (default execution )?context");

    private static final int TIMEOUT_SECONDS = 60;

    private final WebSocket socket;
    private final BiConsumer<String, JsonObject> events;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();

    /**
     * Connects to a page.
     *
     * @param events takes the name and the details of each event, one after another
     */
    DevTools(HttpClient client, URI page, BiConsumer<String, JsonObject> events) throws Exception {
        this.events = events;
        this.socket = client.newWebSocketBuilder().buildAsync(page, new Listener())
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
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
            CompletableFuture<JsonObject> answer = answers.remove(message.get("id").getAsInt());
            if (answer != null) {
                answer.complete(message);
            }
        } else {
            events.accept(message.get("method").getAsString(), message.getAsJsonObject("params"));
        }
    }

    /** The page was left before it had answered. */
    static final class PageLeftError extends AssertionError {
        private static final long serialVersionUID = 1;

        private PageLeftError(String message) {
            super(message);
        }
    }

    /** Sends a command and waits for its result. */
    JsonObject send(String method, Map<String, ?> params) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        // a socket takes one message at a time
        synchronized (socket) {
            socket.sendText(new Gson().toJson(Map.of("id", id, "method", method, "params", params)), true)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
        JsonObject message = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!message.has("result") && OF_LEAVING.matcher(message.toString()).find()) {
            throw new PageLeftError(method + ": " + message);
        }
        if (!message.has("result")) {
            throw new AssertionError(method + ": " + message);
        }
        return message.getAsJsonObject("result");
    }

    /** Asks the browser to end, without waiting for an answer. */
    void endBrowser() {
        socket.sendText("{\"id\": 0, \"method\": \"Browser.close\"}", true).join();
    }

    void close() {
        socket.abort();
    }
}
