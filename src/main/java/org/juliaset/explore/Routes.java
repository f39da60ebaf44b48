package org.juliaset.explore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.juliaset.color.Scale;
import org.juliaset.parameters.Values;

/** The paths of the interface, and the handler of each. Safe for use by several threads. */
final class Routes implements AutoCloseable {
    private static final String API = "/api/";
    private static final String ONE_RENDER = "renders/";

    /** How long a page waits for the device to be known. */
    private static final long DEVICE_MILLIS = 1000;

    /** The most requests for equalised scales. */
    private static final int MOST_SAMPLES = 8;

    private final Path folder;
    private final FrontEnd frontEnd;
    private final Access access;
    private final Devices devices;
    private final ScheduledThreadPoolExecutor clock;
    private final Tiles tiles;
    private final Turns<Scale> samples;
    private final Tables tables;
    private final Scripts scripts;
    private final Estimates estimates;
    private final Changes changes = new Changes();
    private final RenderQueue queue;
    private final FinishedPictures pictures;
    private final Events events;
    private final Optional<FilmStrip> film;
    private final StaticFiles files = new StaticFiles();

    /** @param devices closed with this */
    Routes(Explorer.Settings settings, Access access, Devices devices) {
        this.folder = settings.folder();
        this.frontEnd = settings.frontEnd();
        this.access = access;
        this.devices = devices;
        this.clock = new ScheduledThreadPoolExecutor(1, Explorer.daemons("juliaset-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        Scales scales = new Scales();
        this.tiles = new Tiles(devices, scales, settings.tileBytes(), clock);
        this.samples = new Turns<>("juliaset-sample-", new Turns.Limits(1, MOST_SAMPLES, Tiles.MOST_MILLIS), clock);
        this.tables = new Tables(devices, scales, samples);
        this.scripts = new Scripts(frontEnd, folder);
        this.estimates = new Estimates(folder, devices, clock);
        this.queue = new RenderQueue(folder, devices, frontEnd, changes);
        this.pictures = new FinishedPictures(folder, queue, access);
        this.events = new Events(changes, () -> queue.rows(access.files()));
        this.film = Optional.ofNullable(settings.film()).map(FilmStrip::new);
    }

    /** Returns the state of the page for what it shows first: a picture, or the beginning of its film. */
    String address(Values first) {
        return film.map(strip -> strip.state(0) + "&frame=0").orElseGet(() -> Address.of(first));
    }

    /**
     * Answers a request of a page of this server.
     *
     * @throws Refusal if it is not to be answered
     * @throws RuntimeException if parameters are invalid, or the device fails
     */
    Answer answer(Request request) throws IOException, InterruptedException {
        String path = request.path();
        if (files.has(path)) {
            requireMethod(request, "GET");
            return files.file(path);
        }
        if (path.equals("/session")) {
            requireMethod(request, "POST");
            access.requireKey(request.form().require("key"));
            return Answer.json(Answer.OK, new Session(access.token(), access.files(), film.isPresent()));
        }
        if (path.startsWith(FinishedPictures.ROOT)) {
            requireMethod(request, "GET");
            return pictures.answer(path);
        }
        if (path.startsWith(API)) {
            access.requireToken(request);
            String name = path.substring(API.length());
            requireKnown(request, name);
            return api(request, name);
        }
        throw notFound();
    }

    /**
     * What a page gets for a key: the schema of the JSON.
     *
     * @param film whether there is a film
     */
    private record Session(String token, String files, boolean film) {}

    private static void requireMethod(Request request, String method) {
        if (!request.method().equals(method)) {
            throw new Refusal(Refusal.WRONG_METHOD, "ask for it with " + method);
        }
    }

    /** Checks that the interface has a name, and that the method is the right one. */
    private static void requireKnown(Request request, String name) {
        switch (name) {
            case "about", "tile", "scale", "palette", "events", "film", "frames" -> requireMethod(request, "GET");
            case "renders" -> requireMethod(request, request.method().equals("GET") ? "GET" : "POST");
            case "text", "picture", "estimate" -> requireMethod(request, "POST");
            default -> {
                if (!name.startsWith(ONE_RENDER)) {
                    throw notFound();
                }
                requireMethod(request, "POST");
            }
        }
    }

    private Answer api(Request request, String name) throws IOException, InterruptedException {
        return switch (name) {
            case "about" -> Answer.json(Answer.OK, About.of(devices.within(DEVICE_MILLIS), folder));
            case "tile" -> tiles.answer(request);
            case "scale" -> tables.scale(request);
            case "palette" -> tables.palette(request);
            case "events" -> events.answer();
            case "text" -> scripts.answer(request.form());
            case "picture" -> DroppedPicture.answer(request.body(DroppedPicture.MOST_BYTES), frontEnd.spelling());
            case "film" -> film.orElseThrow(Routes::notFound).facts();
            case "frames" -> film.orElseThrow(Routes::notFound).frames(request.query());
            case "estimate" -> estimates.answer(request.form());
            case "renders" -> request.method().equals("GET")
                    ? Answer.json(Answer.OK, queue.rows(access.files()))
                    : Answer.json(Answer.CREATED, queue.add(request.form()).row(access.files()));
            default -> changed(name.substring(ONE_RENDER.length()));
        };
    }

    /** Changes a picture of the queue, by its ID and an action. */
    private Answer changed(String name) throws IOException {
        String[] parts = name.split("/", -1);
        if (parts.length != 2) {
            throw notFound();
        }
        return Answer.json(Answer.OK, queue.change(parts[0], parts[1]).row(access.files()));
    }

    private static Refusal notFound() {
        return new Refusal(Refusal.NOT_FOUND, "there is nothing of this name");
    }

    /** Returns the bytes of the tiles that are kept. */
    long cachedTileBytes() {
        return tiles.cachedBytes();
    }

    /** Ends what is going on; an unfinished picture is kept. */
    @Override
    public void close() {
        changes.close();
        queue.close();
        estimates.close();
        tiles.close();
        samples.close();
        clock.shutdownNow();
        devices.close();
    }
}
