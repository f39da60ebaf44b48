package org.juliaset.embed;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work on a thread of its own, for a caller that has other things to look after while it waits: an
 * interpreter with its signals, for instance.
 *
 * @param <T> what it results in
 */
public final class BackgroundCall<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    BackgroundCall(Callable<T> work) {
        task = new FutureTask<>(work);
        thread = new Thread(task, "juliaset-call");
        thread.setDaemon(true);
    }

    /**
     * Begins the work. Not begun when it is made, so that a caller who is interrupted in between has not lost
     * hold of work that goes on.
     */
    public void start() {
        thread.start();
    }

    /** Waits for the end, at most so many milliseconds; returns whether it has come, or nothing has begun. */
    public boolean endsWithin(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    /** Asks for an end. It has come when {@link #endsWithin} says so, and not before: bands in hand are finished. */
    public void stop() {
        thread.interrupt();
    }

    /**
     * What came of it, once begun; waits for the end.
     *
     * @throws Exception what the work threw
     */
    public T result() throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }
}
