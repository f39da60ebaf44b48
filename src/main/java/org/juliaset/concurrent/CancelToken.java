package org.juliaset.concurrent;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Cancels the tasks of one call in a shared pool, and no others. Safe for use by several threads. */
public final class CancelToken {
    private final Set<Thread> working = new HashSet<>();
    private boolean cancelled;

    /**
     * Runs a task in this thread, which is interrupted if the call is cancelled meanwhile.
     *
     * @throws CancellationException if the call is already cancelled
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
            // the interrupt was meant for this task; the thread's next one may belong to another call
            Thread.interrupted();
        }
    }

    /** Throws a CancellationException if the call is cancelled. */
    public synchronized void stopIfCancelled() {
        if (cancelled) {
            throw new CancellationException("the call was cancelled");
        }
    }

    /** Interrupts the running tasks, and prevents others from starting. */
    public synchronized void cancel() {
        cancelled = true;
        working.forEach(Thread::interrupt);
    }
}
