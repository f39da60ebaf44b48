package org.juliaset.explore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Streams that tell pages of renders, as the HTML Standard has them (section 9.2, server-sent events): all of them at
 * each change. Safe for use by several threads.
 */
final class Events {
    /** The most streams at a time. */
    static final int MOST_STREAMS = 8;

    /** Progress is sent so much apart. */
    private static final long PROGRESS_MILLIS = 250;

    /** A comment is sent after so long, and shows that a page has gone away. */
    private static final long PING_MILLIS = 5000;

    private final Semaphore streams = new Semaphore(MOST_STREAMS);
    private final Changes changes;
    private final Supplier<Object> renders;

    /** @param renders what to send, to be made JSON of */
    Events(Changes changes, Supplier<Object> renders) {
        this.changes = changes;
        this.renders = renders;
    }

    /**
     * Answers with a stream, which ends when the page goes away or the server ends.
     *
     * @throws Refusal if there are too many
     */
    Answer answer() {
        if (!streams.tryAcquire()) {
            throw Refusal.tooMany(MOST_STREAMS + " pages are open, which is the most: close one");
        }
        return new Answer(
                Answer.OK, "text/event-stream; charset=utf-8", Map.of(), Answer.UNKNOWN, new Stream());
    }

    private final class Stream implements Answer.Body {
        @Override
        public void writeTo(OutputStream out) throws IOException, InterruptedException {
            Changes.Seen seen = changes.now();
            write(out, event());
            while (!changes.isClosed()) {
                Changes.Seen latest = changes.next(seen, PROGRESS_MILLIS, PING_MILLIS);
                write(out, latest.equals(seen) ? ": ping\n\n" : event());
                seen = latest;
            }
        }

        @Override
        public void end() {
            streams.release();
        }
    }

    private String event() {
        return "event: renders\ndata: " + Answer.jsonText(renders.get()) + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
