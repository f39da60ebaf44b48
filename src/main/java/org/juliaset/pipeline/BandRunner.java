package org.juliaset.pipeline;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.juliaset.concurrent.CancelToken;
import org.juliaset.concurrent.FirstFailure;

/**
 * Runs a task for each band of a call, in any order. Only a few tasks of a call are queued at a time, so that calls
 * share the threads, and a small call does not wait for all bands of a large one.
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
        FirstFailure failure = new FirstFailure();
        CancelToken token = new CancelToken();
        Semaphore room = new Semaphore(maxTasks);
        try {
            for (T band : bands) {
                room.acquire();
                if (failure.isThere()) {
                    room.release();
                    break;
                }
                threads.execute(() -> {
                    try {
                        failure.stopIfThere();
                        token.call(() -> {
                            task.accept(band);
                            return null;
                        });
                    } catch (CancellationException e) {
                        // the task did not start, or its failure is not the first
                    } catch (Throwable e) {
                        failure.note(e);
                    } finally {
                        room.release();
                    }
                });
            }
            room.acquire(maxTasks);
        } catch (InterruptedException e) {
            token.cancel();
            room.acquireUninterruptibly(maxTasks);
            throw e;
        }
        failure.rethrow();
    }
}
