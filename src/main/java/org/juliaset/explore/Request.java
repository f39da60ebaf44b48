package org.juliaset.explore;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request of a page: what the server reads of it, with limits. For one thread. */
final class Request {
    /** The most characters of a query. */
    static final int MOST_QUERY = 1 << 13;

    /** The most bytes of a body, other than that of a picture. */
    static final int MOST_BODY = 1 << 14;

    private final HttpExchange exchange;

    Request(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** Returns the path as it was sent, with its percent signs. */
    String path() {
        String path = exchange.getRequestURI().getRawPath();
        return path == null ? "" : path;
    }

    /**
     * Returns a header.
     *
     * @return empty where it is missing
     * @throws Refusal if it is there more than once
     */
    Optional<String> header(String name) {
        List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refusal(Refusal.BAD_REQUEST, "the header " + name + " is sent " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    /** Returns the fields of the query. */
    Query query() {
        return Query.of(exchange.getRequestURI().getRawQuery(), MOST_QUERY);
    }

    /** Returns the fields of the body, which has the form of a query. */
    Query form() throws IOException {
        return Query.of(new String(body(MOST_BODY), StandardCharsets.UTF_8), MOST_BODY);
    }

    /**
     * Returns the body.
     *
     * @param most bytes
     * @throws Refusal if it has more
     */
    byte[] body(int most) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new Refusal(Refusal.TOO_LARGE, "the body has more than " + most + " bytes");
        }
        return bytes;
    }
}
