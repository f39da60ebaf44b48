package org.juliaset.explore;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.render.Destination;
import org.juliaset.render.Estimate;
import org.juliaset.render.MemoryBudget;
import org.juliaset.render.RenderJob;
import org.juliaset.render.Renderer;

/**
 * Estimates the bytes, memory and time of pictures. Each page has at most one request in progress: a newer one cancels
 * it. Safe for use by several threads.
 */
final class Estimates implements AutoCloseable {
    private static final int MOST_REQUESTS = 8;
    private static final long MOST_MILLIS = 15_000;

    private final Path folder;
    private final Devices devices;
    private final AtomicLong generation = new AtomicLong();
    private final Turns<Estimate> turns;

    Estimates(Path folder, Devices devices, ScheduledExecutorService clock) {
        this.folder = folder;
        this.devices = devices;
        this.turns = new Turns<>("juliaset-estimate-", new Turns.Limits(1, MOST_REQUESTS, MOST_MILLIS), clock);
    }

    /** The schema of the JSON; unknown values are null. */
    private record Row(
            long width, long height, long pixels, long bands, String device, String reason, long memoryBytes,
            String format, String file, long fileBytes, Long freeBytes, double seconds) {}

    /**
     * Answers with the estimate of a picture.
     *
     * @throws org.juliaset.parameters.InvalidParameterException if it cannot be made or the disk lacks the room
     */
    Answer answer(Query query) throws InterruptedException {
        Fields fields = new Fields(query, Set.of("name", "client"));
        FileName name = FileName.of(folder, query.text("name").orElse("julia." + PictureFormat.PNG.suffix()));
        RenderJob job = fields.job(name.format());
        MemoryBudget.require(job);
        devices.requireStarted();
        Asker asker =
                new Asker(Tiles.name(fields, "client"), "estimate", generation.incrementAndGet());
        Estimate estimate = turns.of(new Object(), asker, () -> {
            Renderer renderer = devices.await().pictures();
            return renderer.estimate(renderer.settled(job));
        });
        Destination destination = new Destination(name.path(), false);
        estimate.requireRoom(destination);
        OptionalLong free = destination.freeBytes();
        Devices.Started device = devices.await();
        return Answer.json(Answer.OK, new Row(
                job.grid().width(), job.grid().height(), estimate.pixels(), estimate.bands(),
                device.choice().engine().device().id(), device.choice().reason(), estimate.memoryBytes(),
                job.format().name(), name.text(), estimate.fileBytes(),
                free.isPresent() ? free.getAsLong() : null, estimate.seconds()));
    }

    @Override
    public void close() {
        turns.close();
    }
}
