package org.juliaset.render;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** The first failure among tasks of several threads, after which none of them is to begin. */
final class FirstFailure {
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    boolean isThere() {
        return first.get() != null;
    }

    /** Takes note of a failure, the first of which counts. Returns null, as a handler of futures does. */
    <T> T note(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
        first.compareAndSet(null, wrapped ? failure.getCause() : failure);
        return null;
    }

    /** Keeps a task from beginning after a failure. */
    void stopIfThere() {
        if (isThere()) {
            throw new CancellationException("another task has failed");
        }
    }

    /** Throws the failure, if there is one, as if it had happened in this thread. */
    void rethrow() {
        Throwable failure = first.get();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
