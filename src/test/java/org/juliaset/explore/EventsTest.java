package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages are told of renders as they come on. */
@Tag("one-jdk")
class EventsTest {
    private static final String LARGE = "c=-0.8%2B0.156i&center=0,0&zoom=1&size=6400x4000&palette=dusk&itermax=3000";

    @TempDir
    Path folder;

    private RunningExplorer running;

    @BeforeEach
    void start() {
        running = RunningExplorer.in(folder);
    }

    @AfterEach
    void close() {
        running.close();
    }

    /** A page that listens. */
    private final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        final String head;

        Listener() throws IOException {
            socket = new Socket("127.0.0.1", running.port());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + running.port() + "\r\n"
                    + Access.TOKEN + ": " + running.token() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder all = new StringBuilder();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                all.append(line).append('\n');
            }
            head = all.toString();
        }

        /** Returns the next line that is not of the transfer encoding; null at the end. */
        String line() throws IOException {
            String line = lines.readLine();
            while (line != null && (line.isEmpty() || line.matches("[0-9a-f]+"))) {
                line = lines.readLine();
            }
            return line;
        }

        JsonArray renders() throws IOException {
            String line = line();
            while (line.startsWith(":")) {
                line = line();
            }
            assertEquals("event: renders", line);
            String data = line();
            assertTrue(data.startsWith("data: "), data);
            return JsonParser.parseString(data.substring("data: ".length())).getAsJsonArray();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void everyStateAndProgressInBetweenIsTold() throws IOException {
        try (Listener page = new Listener()) {
            assertTrue(page.head.startsWith("HTTP/1.1 200 OK\n"), page.head);
            assertTrue(page.head.contains("text/event-stream"), page.head);
            assertEquals(0, page.renders().size());
            String id = RunningExplorer.json(running.post("/api/renders", LARGE + "&name=a.png"))
                    .getAsJsonObject().get("id").getAsString();
            List<String> states = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            long start = System.nanoTime();
            JsonObject row;
            do {
                row = page.renders().get(0).getAsJsonObject();
                assertEquals(id, row.get("id").getAsString());
                String state = row.get("state").getAsString();
                if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                    states.add(state);
                }
                shares.add(row.get("share").getAsDouble());
            } while (!row.get("state").getAsString().equals("done"));
            double seconds = (System.nanoTime() - start) / 1e9;
            // the first state may be over before it is told
            states.remove("waiting");
            assertEquals(List.of("running", "done"), states);
            assertEquals(shares.stream().sorted().toList(), shares);
            assertTrue(shares.size() <= 4 * seconds + 5, shares.size() + " events in " + seconds + " s");
            assertTrue(shares.size() >= Math.min(5, 2 * seconds), shares.size() + " events in " + seconds + " s");
            running.post("/api/renders/" + id + "/remove", "");
            assertEquals(0, page.renders().size());
        }
    }

    @Test
    void whereNothingHappensACommentIsSent() throws IOException {
        try (Listener page = new Listener()) {
            page.renders();
            assertEquals(": ping", page.line());
        }
    }

    @Test
    void onlySoManyPagesListenAndOneThatGoesAwayMakesRoom() throws IOException {
        List<Listener> pages = new ArrayList<>();
        for (int k = 0; k < Events.MOST_STREAMS; k++) {
            Listener page = new Listener();
            page.renders();
            pages.add(page);
        }
        try (Listener refused = new Listener()) {
            assertTrue(refused.head.startsWith("HTTP/1.1 503 "), refused.head);
            assertTrue(refused.head.toLowerCase().contains("retry-after: 1"), refused.head);
        }
        pages.get(3).close();
        RunningExplorer.waitFor(() -> {
            try (Listener next = new Listener()) {
                return next.head.startsWith("HTTP/1.1 200 ");
            } catch (IOException e) {
                return false;
            }
        }, () -> "there is no room again");
        for (Listener page : pages) {
            page.close();
        }
    }

    @Test
    void theEndOfTheServerEndsTheStream() throws IOException {
        try (Listener page = new Listener()) {
            page.renders();
            running.close();
            String last = null;
            try {
                last = page.line();
            } catch (IOException e) {
                // the connection was cut off
            }
            assertTrue(last == null || last.startsWith("event"), last);
        }
    }
}
