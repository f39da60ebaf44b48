package org.juliaset.concurrent;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does a number of tasks on the calling thread and, as far as they are free, on others. It waits for
 * tasks that others have begun and never for others to begin one, so the caller may itself be a thread
 * of the pool that the others come from.
 */
public final class WorkSharer {
    private final Executor others;
    private final int size;

    /** A task for each index. */
    @FunctionalInterface
    public interface Task {
        void run(int index) throws IOException;
    }

    /**
     * @param others runs what the caller does not come to
     * @param size how many threads work at most, the caller among them
     */
    public WorkSharer(Executor others, int size) {
        this.others = others;
        this.size = size;
    }

    /**
     * Runs a task for each index from 0; when this returns none of them is running.
     *
     * @throws IOException the first failure, after which no task is begun
     */
    public void forEach(int count, Task task) throws IOException {
        Round round = new Round(count, task);
        try {
            for (int other = 1; other < Math.min(size, count); other++) {
                others.execute(round);
            }
        } catch (RejectedExecutionException e) {
            // the others have gone home: the caller does it alone
        }
        round.run();
        round.end();
    }

    /** The tasks of one call, taken one by one by the threads that are free. */
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

        /** Waits for what others have begun, also while the caller is being interrupted. */
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
