package org.juliaset.compute;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.juliaset.concurrent.AwakeTimer;

/**
 * Calls devices on separate threads, and abandons a call that makes no progress for a minute: a call into a hanging
 * driver cannot be interrupted, so its thread remains. Safe for use by several threads.
 */
public final class HangWatch {
    /** Seconds without progress after which a call is abandoned. */
    private static final long TIMEOUT_SECONDS = Long.getLong("juliaset.device.timeout.seconds", 60);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "juliaset-device");
        thread.setDaemon(true);
        return thread;
    });

    private HangWatch() {}

    /** A call was abandoned. */
    public static final class HangException extends EngineException {
        private static final long serialVersionUID = 1;

        private HangException() {
            super("it gave no sign of life for " + TIMEOUT_SECONDS + " s");
        }
    }

    /**
     * Runs a call and returns its result.
     *
     * @param headway a number that changes while the call makes progress
     * @throws HangException if it does not change for that time
     * @throws EngineException if the call fails, or this thread is interrupted; its interrupt status stays set
     */
    public static <T> T call(Callable<T> call, LongSupplier headway) {
        Future<T> result = THREADS.submit(call);
        AwakeTimer timer = new AwakeTimer(TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS));
        long last = headway.getAsLong();
        while (true) {
            try {
                return result.get(timer.stepNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                long latest = headway.getAsLong();
                if (latest != last) {
                    last = latest;
                    timer.restart();
                } else if (timer.hasExpired()) {
                    throw new HangException();
                }
            } catch (ExecutionException e) {
                throw wrapped(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("interrupted", e);
            }
        }
    }

    private static EngineException wrapped(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof EngineException known ? known : new EngineException(failure.toString(), failure);
    }
}
