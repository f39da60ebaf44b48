package org.juliaset.embed;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A call on a thread of its own, for a caller that must do other things while it waits, such as an interpreter that
 * handles signals.
 *
 * @param <T> the type of its result
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
     * Starts the call. The constructor does not, so that a caller interrupted in between does not lose a running call.
     */
    public void start() {
        thread.start();
    }

    /**
     * Waits for the end of the call, at most this many milliseconds. Returns whether it has ended or was not started.
     */
    public boolean endsWithin(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    /** Requests the end of the call. It ends after the bands that are being computed, see {@link #endsWithin}. */
    public void stop() {
        thread.interrupt();
    }

    /**
     * Waits for the end of a started call and returns its result.
     *
     * @throws Exception the exception that the call threw
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
