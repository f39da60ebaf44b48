package org.juliaset.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalDouble;
import org.juliaset.compute.EngineException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Spelling;
import org.juliaset.pipeline.Progress;
import org.juliaset.render.Destination;
import org.juliaset.render.RenderJob;
import org.juliaset.render.RenderReport;
import org.juliaset.render.Renderer;
import org.juliaset.render.Tally;
import org.juliaset.storage.Existing;
import org.juliaset.storage.FileProblem;
import org.juliaset.storage.OnInterrupt;

/** A picture of the queue: waiting, being rendered, or ended. Safe for use by several threads. */
final class QueuedRender implements Progress {
    private final int id;
    private final FileName name;
    private final FrontEnd frontEnd;
    private final Changes changes;
    private RenderJob job;
    private State state = State.WAITING;
    private Tally tally;
    private double secondsBefore;
    private String message;
    private Long bytes;
    private Thread thread;
    private boolean isCancelled;

    /** Whether there may be an unfinished file to resume. */
    private boolean isBegun;

    /** Where a picture is. */
    enum State {
        WAITING, RUNNING, DONE, CANCELLED, FAILED;

        boolean hasEnded() {
            return this == DONE || this == CANCELLED || this == FAILED;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a page gets of it: the schema of the JSON.
     *
     * @param share of the pixels that are finished
     * @param seconds that it has been rendered for
     * @param secondsLeft null if that is not known
     * @param message one line; null if there is nothing to say
     * @param bytes of the finished files; null until it is done
     * @param link to the finished picture; null until it is done
     */
    record Row(
            String id, String name, String state, double share, double seconds, Double secondsLeft, String message,
            Long bytes, String link) {}

    QueuedRender(int id, FileName name, RenderJob job, FrontEnd frontEnd, Changes changes) {
        this.id = id;
        this.name = name;
        this.job = job;
        this.frontEnd = frontEnd;
        this.changes = changes;
    }

    int id() {
        return id;
    }

    FileName name() {
        return name;
    }

    synchronized State state() {
        return state;
    }

    /** Renders the picture, in this thread; ends early if it is cancelled. */
    void run(Devices devices) {
        if (!begin()) {
            return;
        }
        try {
            Renderer renderer = devices.await().pictures();
            RenderJob settled = renderer.settled(job());
            OnInterrupt interruption = !settled.format().streams() ? OnInterrupt.REMOVE
                    : isBegun(settled) ? OnInterrupt.RESUME : OnInterrupt.KEEP;
            name.requireNotFinished();
            RenderReport report = renderer.render(settled, name.path(), interruption, Existing.KEPT, this);
            end(State.DONE, null, report.pixels() == 0 ? null : report.bytes());
        } catch (InterruptedException e) {
            end(State.CANCELLED, message(), null);
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            end(State.FAILED, "cannot write " + name.text() + ": " + FileProblem.clause(cause, name.path()), null);
        } catch (InvalidParameterException e) {
            end(State.FAILED, e.message(spelling()), null);
        } catch (EngineException e) {
            end(State.FAILED, e.message(spelling()), null);
        } catch (Refusal e) {
            end(State.FAILED, e.getMessage(), null);
        } catch (OutOfMemoryError e) {
            end(State.FAILED, "out of memory: give the explorer more with " + spelling().of("memory")
                    + " when it is started", null);
        } catch (RuntimeException e) {
            end(State.FAILED, "internal error: " + e, null);
        }
    }

    private Spelling spelling() {
        return frontEnd.spelling();
    }

    private synchronized RenderJob job() {
        return job;
    }

    private synchronized String message() {
        return message;
    }

    /** Notes the job with its scale, and returns whether an earlier run may have left a part of it. */
    private synchronized boolean isBegun(RenderJob settled) {
        boolean before = isBegun;
        job = settled;
        isBegun = true;
        return before;
    }

    private synchronized boolean begin() {
        if (state != State.WAITING || isCancelled) {
            return false;
        }
        state = State.RUNNING;
        tally = Tally.of(job);
        message = null;
        thread = Thread.currentThread();
        changes.ofState();
        return true;
    }

    private synchronized void end(State ended, String line, Long written) {
        thread = null;
        state = isCancelled && ended == State.FAILED ? State.CANCELLED : ended;
        secondsBefore += tally.seconds();
        String rest = ended == State.FAILED && message != null ? "; " + message : "";
        message = line == null ? null : Texts.line(line + rest);
        bytes = ended == State.DONE && written == null ? Long.valueOf(name.bytes()) : written;
        changes.ofState();
    }

    /** Ends it as soon as possible, and keeps what there is of the file if the format can be resumed. */
    synchronized void cancel() {
        if (state.hasEnded()) {
            throw new Refusal(Refusal.CONFLICT, name.text() + " is " + state.text() + ": there is nothing to cancel");
        }
        isCancelled = true;
        if (state == State.WAITING) {
            state = State.CANCELLED;
            changes.ofState();
        } else if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits for its turn again. */
    synchronized void resume() {
        if (state != State.CANCELLED && state != State.FAILED) {
            throw new Refusal(Refusal.CONFLICT, name.text() + " is " + state.text() + ": there is nothing to resume");
        }
        name.requireNotFinished();
        isCancelled = false;
        state = State.WAITING;
        message = null;
        changes.ofState();
    }

    /**
     * Deletes what there is of an unfinished file.
     *
     * @throws Refusal if the picture has not ended
     * @throws InvalidParameterException if what is there is another picture
     */
    synchronized void discard() throws IOException {
        if (!state.hasEnded()) {
            throw new Refusal(Refusal.CONFLICT, name.text() + " is " + state.text() + ": cancel it first");
        }
        if (isBegun && state != State.DONE && job.format().streams()) {
            Destination.discardUnfinished(job, name.path());
        }
    }

    @Override
    public void finished(long pixels) {
        tally.finished(pixels);
        changes.ofProgress();
    }

    @Override
    public void resumed(long bands, long all) {
        tally.resumed(bands, all);
        changes.ofProgress();
    }

    /** Keeps the message for the page, and unless the render was cancelled there, tells the front end as well. */
    @Override
    public void kept(long bands, long all) {
        boolean isAskedFor;
        synchronized (this) {
            isAskedFor = isCancelled;
            message = String.format(Locale.ROOT, "%.1f %% is kept: Resume continues", 100.0 * bands / all);
        }
        if (!isAskedFor) {
            frontEnd.kept(name.path(), bands, all);
        }
    }

    /** Returns what a page gets of it. */
    synchronized Row row(String files) {
        boolean isRunning = state == State.RUNNING;
        OptionalDouble left = isRunning ? tally.secondsLeft() : OptionalDouble.empty();
        double share = state == State.DONE ? 1 : tally == null ? 0 : (double) tally.finished() / tally.pixels();
        return new Row(
                Integer.toString(id), name.text(), state.text(), share,
                secondsBefore + (isRunning ? tally.seconds() : 0),
                left.isPresent() ? left.getAsDouble() : null,
                message, bytes, state == State.DONE ? FinishedPictures.link(files, name) : null);
    }
}
