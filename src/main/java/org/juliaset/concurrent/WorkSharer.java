package org.juliaset.concurrent;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks on the calling thread and on free threads of a pool. The caller waits only for tasks that have started,
 * never for a thread to become free, so it may itself be a thread of that pool.
 */
public final class WorkSharer {
    private final Executor pool;
    private final int size;

    /** A task with an index. */
    @FunctionalInterface
    public interface Task {
        void run(int index) throws IOException;
    }

    /**
     * @param pool runs tasks beside the caller
     * @param size the largest number of threads, the caller included
     */
    public WorkSharer(Executor pool, int size) {
        this.pool = pool;
        this.size = size;
    }

    /**
     * Runs a task for each index from 0 to count - 1. On return none of them is running.
     *
     * @throws IOException the first failure, after which no task is started
     */
    public void forEach(int count, Task task) throws IOException {
        Round round = new Round(count, task);
        try {
            for (int other = 1; other < Math.min(size, count); other++) {
                pool.execute(round);
            }
        } catch (RejectedExecutionException e) {
            // the pool is closed: the caller runs all tasks
        }
        round.run();
        round.end();
    }

    /** The tasks of one call, which free threads take one by one. */
    private static final class Round implements Runnable {
        private final int count;
        private final Task task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch open;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Round(int count, Task task) {
            this.count = count;
            this.task = task;
            this.open = new CountDownLatch(count);
        }

        @Override
        public void run() {
            for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        task.run(index);
                    }
                } catch (IOException | RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    open.countDown();
                }
            }
        }

        /** Waits for tasks that other threads have started, even if the caller is interrupted. */
        void end() throws IOException {
            boolean interrupted = false;
            while (open.getCount() > 0) {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            rethrow(failure.get());
        }

        private static void rethrow(Throwable failure) throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException known) {
                throw known;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }
}
