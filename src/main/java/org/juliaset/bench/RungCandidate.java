package org.juliaset.bench;

import org.juliaset.bench.ladder.Rung;
import org.juliaset.core.Counts;
import org.juliaset.engine.BuiltInProvider;

/** A rung of the ladder, on the CPU. */
final class RungCandidate implements Candidate {
    private final Rung rung;
    private final Workload workload;

    RungCandidate(Rung rung, Workload workload) {
        this.rung = rung;
        this.workload = workload;
    }

    @Override
    public String name() {
        return rung.name();
    }

    @Override
    public String device() {
        return BuiltInProvider.ID;
    }

    @Override
    public Times run(Counts counts) {
        long start = System.nanoTime();
        rung.compute(workload.set(), workload.grid(), counts);
        return Times.of(System.nanoTime() - start);
    }
}
