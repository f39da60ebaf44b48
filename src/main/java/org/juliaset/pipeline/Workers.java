package org.juliaset.pipeline;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.juliaset.compute.TileSource;
import org.juliaset.concurrent.Pools;

/**
 * The threads of a renderer, shared by all its calls: a pool for work on the CPU, and a second one for calls of a
 * source that only waits for its device. Safe for use by several threads.
 */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final int callers;
    private final ExecutorService cpu;
    private final ExecutorService device;

    /**
     * Creates the pools.
     *
     * @param threads number of threads of the first pool
     */
    public Workers(int threads, TileSource source) {
        this.threads = threads;
        this.callers = source.usesCallerThread() ? threads : source.concurrency();
        this.cpu = Pools.open("juliaset-cpu-", threads);
        this.device = source.usesCallerThread() ? cpu : Pools.open("juliaset-device-", callers);
    }

    public int threads() {
        return threads;
    }

    /** Returns a runner on the threads that call the source. */
    public BandRunner bands() {
        return new BandRunner(device, callers);
    }

    public Executor computing() {
        return device;
    }

    public Executor encoding() {
        return cpu;
    }

    /** Closes the pools, as {@link Pools#close} does. */
    @Override
    public void close() {
        cpu.shutdownNow();
        Pools.close(device);
        Pools.close(cpu);
    }
}
