package org.juliaset.concurrent;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The first failure among tasks of several threads, after which no other task starts. Safe for use by several threads.
 */
public final class FirstFailure {
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    public boolean isThere() {
        return first.get() != null;
    }

    /** Records a failure; only the first one is kept. Returns null, so that it can handle the failure of a future. */
    public <T> T note(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
        first.compareAndSet(null, wrapped ? failure.getCause() : failure);
        return null;
    }

    /** Throws a CancellationException if there is a failure. */
    public void stopIfThere() {
        if (isThere()) {
            throw new CancellationException("another task has failed");
        }
    }

    /** Throws the failure, if there is one, as if it had happened in this thread. */
    public void rethrow() {
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
