package org.juliaset.concurrent;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Ends what the threads of a shared pool do for one call, and leaves what they do for others alone. */
public final class CancelToken {
    private final Set<Thread> working = new HashSet<>();
    private boolean cancelled;

    /**
     * Runs a task in this thread, which is interrupted if the call is cancelled meanwhile.
     *
     * @throws CancellationException if it is cancelled already
     */
    public <T> T call(Supplier<T> task) {
        enter();
        try {
            return task.get();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        stopIfCancelled();
        working.add(Thread.currentThread());
    }

    private synchronized void leave() {
        working.remove(Thread.currentThread());
        if (cancelled) {
            // the interrupt was for this task, and the thread's next one may be of another call
            Thread.interrupted();
        }
    }

    /** Keeps a task from beginning once the call is cancelled. */
    public synchronized void stopIfCancelled() {
        if (cancelled) {
            throw new CancellationException("the call was cancelled");
        }
    }

    /** Interrupts the tasks that run, and lets no other begin. */
    public synchronized void cancel() {
        cancelled = true;
        working.forEach(Thread::interrupt);
    }
}
