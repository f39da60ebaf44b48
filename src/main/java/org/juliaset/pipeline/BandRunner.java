package org.juliaset.pipeline;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.juliaset.concurrent.CancelToken;
import org.juliaset.concurrent.FirstFailure;

/**
 * Runs a task for each band of a call, in any order. Only a few of them wait for threads at a time, so that calls which
 * share threads also share the time, and a small call is not behind all of a large one.
 */
public final class BandRunner {
    private final Executor threads;
    private final int atOnce;

    /** @param atOnce tasks that run or wait for a thread at the same time, at least 1 */
    public BandRunner(Executor threads, int atOnce) {
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /**
     * Runs a task for each of some bands, or for anything else. On return none of them runs, also after a failure.
     *
     * @throws RuntimeException the first that a task threw; no other task has begun after it
     * @throws InterruptedException if this thread is interrupted; tasks that run are interrupted, too
     */
    public <T> void run(List<T> bands, Consumer<T> task) throws InterruptedException {
        FirstFailure failure = new FirstFailure();
        CancelToken token = new CancelToken();
        Semaphore room = new Semaphore(atOnce);
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
                        // it has not begun, or its failure does not count
                    } catch (Throwable e) {
                        failure.note(e);
                    } finally {
                        room.release();
                    }
                });
            }
            room.acquire(atOnce);
        } catch (InterruptedException e) {
            token.cancel();
            room.acquireUninterruptibly(atOnce);
            throw e;
        }
        failure.rethrow();
    }
}
