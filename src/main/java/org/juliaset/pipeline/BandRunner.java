package org.juliaset.pipeline;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.juliaset.concurrent.CancelToken;
import org.juliaset.concurrent.FirstFailure;

/**
 * Runs a task for each band of a call, in any order. A call has a few turns in the threads' queue, and one that has
 * done a band goes to its end: so calls share the threads, and a small call does not wait for all bands of a large one.
 */
public final class BandRunner {
    private final Executor threads;
    private final int maxTasks;

    /**
     * Creates a runner.
     *
     * @param maxTasks the largest number of tasks that run or are queued at the same time, at least 1
     */
    public BandRunner(Executor threads, int maxTasks) {
        this.threads = threads;
        this.maxTasks = maxTasks;
    }

    /**
     * Runs a task for each band, or any other item. On return none of them is running, even after a failure.
     *
     * @throws RuntimeException the first one that a task threw; no task starts after it
     * @throws InterruptedException if this thread is interrupted; running tasks are interrupted, too
     */
    public <T> void run(List<T> bands, Consumer<T> task) throws InterruptedException {
        int turns = Math.min(maxTasks, bands.size());
        Call<T> call = new Call<>(threads, bands, task);
        for (int k = 0; k < turns; k++) {
            call.queue();
        }
        try {
            call.ended.acquire(turns);
        } catch (InterruptedException e) {
            call.token.cancel();
            call.ended.acquireUninterruptibly(turns);
            throw e;
        }
        call.failure.rethrow();
    }

    /** What the turns of a call share. */
    private record Call<T>(
            Executor threads, List<T> bands, Consumer<T> task, AtomicInteger next, FirstFailure failure,
            CancelToken token, Semaphore ended) {
        Call(Executor threads, List<T> bands, Consumer<T> task) {
            this(threads, bands, task, new AtomicInteger(), new FirstFailure(), new CancelToken(), new Semaphore(0));
        }

        /** Puts a turn at the end of the queue. */
        void queue() {
            try {
                threads.execute(this::turn);
            } catch (RuntimeException e) {
                failure.note(e);
                ended.release();
            }
        }

        private void turn() {
            int index = next.getAndIncrement();
            if (index < bands.size() && !failure.isThere() && runs(bands.get(index))) {
                queue();
            } else {
                ended.release();
            }
        }

        /** Runs a task; returns whether others may follow. */
        private boolean runs(T band) {
            try {
                token.call(() -> {
                    task.accept(band);
                    return null;
                });
                return true;
            } catch (CancellationException e) {
                // the call was cancelled before the task started
                return false;
            } catch (Throwable e) {
                failure.note(e);
                return false;
            }
        }
    }
}
