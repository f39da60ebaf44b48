package org.juliaset.bench;

import java.util.concurrent.ForkJoinPool;
import org.juliaset.bench.ladder.Rung;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;

/** A rung of the ladder, on the CPU. */
final class RungCandidate implements Candidate {
    private final Rung rung;
    private final Workload workload;

    /** The pool for parallel streams, which run on the pool that starts them. */
    private final ForkJoinPool pool;

    /** @param workload of a Julia set */
    RungCandidate(Rung rung, Workload workload, int threads) {
        this.rung = rung;
        this.workload = workload;
        this.pool = new ForkJoinPool(threads);
    }

    @Override
    public String name() {
        return rung.name();
    }

    @Override
    public String device() {
        return CpuProvider.ID;
    }

    @Override
    public Times run(Counts counts) {
        long start = System.nanoTime();
        pool.submit(() -> rung.compute((JuliaSet) workload.set(), workload.grid(), counts)).join();
        return Times.of(System.nanoTime() - start);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
