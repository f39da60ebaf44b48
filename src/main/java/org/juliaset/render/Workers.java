package org.juliaset.render;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.juliaset.engine.Engine;
import org.juliaset.engine.Pools;

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
        this.cpu = Pools.open("juliaset-cpu-", threads);
        this.device = engine.usesCallerThread() ? cpu : Pools.open("juliaset-device-", engine.concurrency());
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

    /** As {@link Pools#close}. */
    @Override
    public void close() {
        cpu.shutdownNow();
        Pools.close(device);
        Pools.close(cpu);
    }
}
