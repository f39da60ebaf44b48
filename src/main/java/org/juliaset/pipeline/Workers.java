package org.juliaset.pipeline;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.juliaset.compute.Engine;
import org.juliaset.concurrent.Pools;

/**
 * The threads of one render: a pool for what the CPU does, and, for an engine that only waits for its
 * device, threads of its own beside it.
 */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService cpu;
    private final ExecutorService device;

    /** @param threads size of the pool */
    public Workers(int threads, Engine engine) {
        this.threads = threads;
        this.cpu = Pools.open("juliaset-cpu-", threads);
        this.device = engine.usesCallerThread() ? cpu : Pools.open("juliaset-device-", engine.concurrency());
    }

    public int threads() {
        return threads;
    }

    public Executor computing() {
        return device;
    }

    public Executor encoding() {
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
