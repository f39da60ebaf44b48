package org.juliaset.render;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.juliaset.engine.Engine;

/**
 * The threads of one render: a pool for what the CPU does, and, for an engine that only waits for its
 * device, threads of its own beside it.
 */
final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService cpu;
    private final ExecutorService device;

    /** @param threads size of the pool */
    Workers(int threads, Engine engine) {
        this.threads = threads;
        this.cpu = pool("juliaset-cpu-", threads);
        this.device = engine.usesCallerThread() ? cpu : pool("juliaset-device-", engine.concurrency());
    }

    private static ExecutorService pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newFixedThreadPool(size, factory);
    }

    int threads() {
        return threads;
    }

    Executor computing() {
        return device;
    }

    Executor encoding() {
        return cpu;
    }

    /** Drops what has not begun and waits for what has: an engine must not be closed while it computes. */
    @Override
    public void close() {
        cpu.shutdownNow();
        device.shutdownNow();
        boolean interrupted = false;
        while (!cpu.isTerminated() || !device.isTerminated()) {
            try {
                cpu.awaitTermination(1, TimeUnit.DAYS);
                device.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
