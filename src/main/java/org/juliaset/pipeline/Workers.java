package org.juliaset.pipeline;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.juliaset.compute.Engine;
import org.juliaset.concurrent.Pools;

/**
 * The threads of a renderer, for all its calls: a pool for what the CPU does, and, for an engine that only waits for
 * its device, threads of its own beside it.
 */
public final class Workers implements AutoCloseable {
    /** One that runs and one that waits for the thread. */
    private static final int TASKS_PER_THREAD = 2;

    private final int threads;
    private final int callers;
    private final ExecutorService cpu;
    private final ExecutorService device;

    /** @param threads size of the pool */
    public Workers(int threads, Engine engine) {
        this.threads = threads;
        this.callers = engine.usesCallerThread() ? threads : engine.concurrency();
        this.cpu = Pools.open("juliaset-cpu-", threads);
        this.device = engine.usesCallerThread() ? cpu : Pools.open("juliaset-device-", callers);
    }

    public int threads() {
        return threads;
    }

    /** Runs a task for each of some bands where the engine computes. */
    public BandRunner bands() {
        return new BandRunner(device, TASKS_PER_THREAD * callers);
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
