package org.juliaset.explore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.juliaset.render.MemoryBudget;
import org.juliaset.render.RenderJob;

/**
 * Pictures that pages have asked for, rendered one after the other into one folder. Safe for use by several threads: a
 * name is checked and taken in one step.
 */
final class RenderQueue implements AutoCloseable {
    /** The most pictures that wait. */
    static final int MOST_WAITING = 20;

    /** The most that have ended and are listed; older ones leave the list. */
    private static final int MOST_ENDED = 200;

    private final Path folder;
    private final Devices devices;
    private final FrontEnd frontEnd;
    private final Changes changes;
    private final Map<Integer, QueuedRender> all = new LinkedHashMap<>();
    private int latestId;
    private Thread running;
    private boolean closed;

    RenderQueue(Path folder, Devices devices, FrontEnd frontEnd, Changes changes) {
        this.folder = folder;
        this.devices = devices;
        this.frontEnd = frontEnd;
        this.changes = changes;
    }

    /**
     * Adds a picture.
     *
     * @throws Refusal if its name cannot be used, or too many are waiting
     * @throws org.juliaset.parameters.InvalidParameterException if there can be no such picture
     */
    QueuedRender add(Query query) {
        Fields fields = new Fields(query, Set.of("name", "client"));
        FileName name = FileName.of(folder, query.require("name"));
        RenderJob job = fields.job(name.format());
        MemoryBudget.require(job);
        synchronized (this) {
            requireRoom();
            name.requireFree(this::isTaken);
            QueuedRender render = new QueuedRender(++latestId, name, job, frontEnd, changes);
            all.put(render.id(), render);
            dropOldest();
            changes.ofState();
            startNext();
            return render;
        }
    }

    private void requireRoom() {
        long waiting = all.values().stream()
                .filter(other -> other.state() == QueuedRender.State.WAITING)
                .count();
        if (waiting >= MOST_WAITING) {
            throw new Refusal(Refusal.BUSY,
                    waiting + " pictures are waiting, which is the most: wait until one is done, or cancel one");
        }
    }

    /** Returns whether a picture of the list that is not done, and so may still be written, has a name. */
    private boolean isTaken(String name) {
        return all.values().stream()
                .filter(other -> other.state() != QueuedRender.State.DONE)
                .anyMatch(other -> other.name().text().equalsIgnoreCase(name));
    }

    private void dropOldest() {
        long ended = all.values().stream().filter(other -> other.state().hasEnded()).count();
        Iterator<QueuedRender> oldest = all.values().iterator();
        while (ended > MOST_ENDED && oldest.hasNext()) {
            if (oldest.next().state().hasEnded()) {
                oldest.remove();
                ended--;
            }
        }
    }

    private void startNext() {
        Optional<QueuedRender> next = all.values().stream()
                .filter(other -> other.state() == QueuedRender.State.WAITING)
                .findFirst();
        if (running == null && next.isPresent() && !closed) {
            // a thread for each, so that an interrupt meant for one render never reaches another
            running = new Thread(() -> run(next.get()), "juliaset-render-" + next.get().id());
            running.setDaemon(true);
            running.start();
        }
    }

    private void run(QueuedRender render) {
        try {
            render.run(devices);
        } finally {
            synchronized (this) {
                running = null;
                startNext();
                notifyAll();
            }
        }
    }

    private synchronized QueuedRender find(String id) {
        return all.values().stream()
                .filter(render -> Integer.toString(render.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "there is no such picture in the list"));
    }

    /**
     * Cancels, resumes or removes a picture.
     *
     * @param action {@code cancel}, {@code resume} or {@code remove}
     * @throws Refusal if there is no such picture or action, or it has no place in the picture's state
     */
    QueuedRender change(String id, String action) throws IOException {
        QueuedRender render = find(id);
        switch (action) {
            case "cancel" -> render.cancel();
            case "resume" -> {
                synchronized (this) {
                    requireRoom();
                    render.resume();
                    startNext();
                }
            }
            case "remove" -> {
                render.discard();
                synchronized (this) {
                    all.remove(render.id());
                }
                changes.ofState();
            }
            default -> throw new Refusal(Refusal.NOT_FOUND, "there is nothing of this name");
        }
        return render;
    }

    /** Returns a finished picture by the name of its file. */
    synchronized Optional<FileName> finished(String name) {
        return all.values().stream()
                .filter(render -> render.state() == QueuedRender.State.DONE)
                .map(QueuedRender::name)
                .filter(file -> file.text().equals(name))
                .findFirst();
    }

    /** Returns all finished pictures. */
    synchronized List<FileName> finished() {
        return all.values().stream()
                .filter(render -> render.state() == QueuedRender.State.DONE)
                .map(QueuedRender::name)
                .toList();
    }

    /** Returns what pages get of all pictures, in the order in which they were asked for. */
    List<QueuedRender.Row> rows(String files) {
        List<QueuedRender> listed;
        synchronized (this) {
            listed = List.copyOf(all.values());
        }
        return listed.stream().map(render -> render.row(files)).toList();
    }

    /** Ends the picture that is being rendered, and waits for its end; what there is of it is kept. */
    @Override
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (running != null) {
            running.interrupt();
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
