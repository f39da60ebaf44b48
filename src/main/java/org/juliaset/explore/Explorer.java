package org.juliaset.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.juliaset.animate.Animation;
import org.juliaset.compute.EngineException;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Values;
import org.juliaset.render.JobText;
import org.juliaset.storage.FileProblem;

/**
 * The server of the explorer: the files of its page, and what the page asks for. It answers as soon as it has started;
 * computations wait until it has a device. Safe for use by several threads.
 */
public final class Explorer implements AutoCloseable {
    /** Properties of the JDK's server, which reads them once. Seconds, and numbers of connections. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "sun.net.httpserver.nodelay", "true",
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.idleInterval", "60",
            "sun.net.httpserver.maxIdleConnections", "64",
            "sun.net.httpserver.maxReqHeaders", "64",
            "jdk.httpserver.maxConnections", "256");

    private static final int BACKLOG = 64;

    /** Of sets that only stand for their kind. */
    private static final double THRESHOLD = 1024;

    private static final int LIMIT = 100;

    /** Headers of every answer, which may replace some: the page loads from this server and from nowhere else. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:"
                    + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Settings settings;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Access access;
    private final Devices devices;
    private final Routes routes;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * How an explorer is started.
     *
     * @param address to listen on
     * @param host the same as it was given
     * @param port 0 for a free one
     * @param folder where pictures go
     * @param threads that compute and encode
     * @param tileBytes most memory of tiles that are kept
     * @param frontEnd the program that starts it
     * @param film that the page has a timeline for; null for none
     */
    public record Settings(
            InetAddress address, String host, int port, Path folder, int threads, long tileBytes,
            FrontEnd frontEnd, Animation film) {}

    private Explorer(Settings settings, HttpServer server) {
        this.settings = settings;
        this.server = server;
        this.threads = Executors.newCachedThreadPool(daemons("juliaset-request-"));
        this.access = Access.create(settings.address, settings.host, server.getAddress().getPort());
        this.devices = new Devices(settings.threads);
        this.routes = new Routes(settings, access, devices);
    }

    static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Starts a server.
     *
     * @throws IOException if it cannot listen there
     */
    public static Explorer start(Settings settings) throws IOException {
        PROPERTIES.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
        HttpServer server = HttpServer.create(new InetSocketAddress(settings.address, settings.port), BACKLOG);
        Explorer explorer = new Explorer(settings, server);
        server.setExecutor(explorer.threads);
        server.createContext("/", explorer::handle);
        server.start();
        return explorer;
    }

    /**
     * Begins to compute on an engine, which is closed with this.
     *
     * @param first what the page shows first
     */
    public void use(DeviceCatalogue.Choice choice, Values first) {
        Scene scene = JobText.scene(first).sampled();
        Precision precision = scene.set().precision();
        // with a palette counts are smooth, without one they are not
        boolean isSmooth = scene.sampling().smooth();
        EscapeSet julia = new JuliaSet(0, 0, THRESHOLD, LIMIT, precision);
        EscapeSet map = new MandelbrotSet(THRESHOLD, LIMIT, precision);
        EscapeSet beside = scene.set().isMap() ? julia : map;
        devices.use(choice, List.of(
                scene,
                new Scene(beside, scene.grid(), new Sampling(1, isSmooth)),
                new Scene(julia, scene.grid(), new Sampling(1, !isSmooth)),
                new Scene(map, scene.grid(), new Sampling(1, !isSmooth))));
    }

    /** Returns the port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns the bytes of the tiles that are kept. */
    long cachedTileBytes() {
        return routes.cachedTileBytes();
    }

    /** Returns the address of the page, with the key: it gives full use of this explorer. */
    public String address(Values first) {
        return page(access.token(), first);
    }

    /** Returns the address of the page that can be opened once, since other users may see it. */
    public String addressForOnce(Values first) {
        return page(access.onceKey(), first);
    }

    private String page(String key, Values first) {
        InetAddress address = settings.address;
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : Access.literal(address);
        return "http://" + host + ":" + port() + "/?key=" + key + "#" + routes.address(first);
    }

    /** Waits until this is closed. */
    public void await() throws InterruptedException {
        closed.await();
    }

    private void handle(HttpExchange exchange) {
        Answer answer = null;
        try {
            answer = answer(new Request(exchange));
            send(exchange, answer);
        } catch (IOException e) {
            // the page has gone away
        } catch (InterruptedException e) {
            // the explorer is ending
        } finally {
            if (answer != null) {
                answer.body().end();
            }
            exchange.close();
        }
    }

    private Answer answer(Request request) throws InterruptedException {
        try {
            access.requireOwnPage(request);
            return routes.answer(request);
        } catch (Refusal refusal) {
            Answer line = Answer.line(refusal.status(), refusal.getMessage());
            return refusal.isTemporary() ? line.header("Retry-After", "1") : line;
        } catch (InvalidParameterException e) {
            return Answer.line(Refusal.BAD_REQUEST, e.message(settings.frontEnd.spelling()));
        } catch (EngineException e) {
            return Answer.line(Refusal.FAILED, e.message(settings.frontEnd.spelling()));
        } catch (IOException e) {
            // where the page has gone away, this cannot be sent either
            return Answer.line(Refusal.FAILED, "a file cannot be used: " + FileProblem.clause(e, null));
        } catch (RuntimeException e) {
            System.getLogger(Explorer.class.getName()).log(System.Logger.Level.ERROR, "a request failed", e);
            return Answer.line(Refusal.FAILED, "internal error: " + e);
        } catch (OutOfMemoryError e) {
            return Answer.line(Refusal.BUSY, "the explorer is out of memory: give it more with "
                    + settings.frontEnd.spelling().of("memory") + " when it is started");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", answer.type());
        answer.headers().forEach(headers::set);
        // the JDK's server takes 0 for a length that is not known, and -1 for no body
        boolean isEmpty = answer.length() == 0 || exchange.getRequestMethod().equals("HEAD");
        long length = isEmpty ? -1 : answer.length() == Answer.UNKNOWN ? 0 : answer.length();
        exchange.sendResponseHeaders(answer.status(), length);
        if (length >= 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                answer.body().writeTo(out);
            }
        }
    }

    /** Ends what is going on, and closes the engine. */
    @Override
    public void close() {
        server.stop(0);
        routes.close();
        threads.shutdownNow();
        closed.countDown();
    }
}
