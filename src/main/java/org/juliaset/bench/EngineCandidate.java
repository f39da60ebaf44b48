package org.juliaset.bench;

import java.util.concurrent.atomic.LongAdder;
import org.juliaset.compute.Engine;
import org.juliaset.model.Counts;
import org.juliaset.render.Renderer;

/** An engine, called as by a render. The time of its kernel is the sum over its threads divided by their number. */
final class EngineCandidate implements Candidate {
    private final String name;
    private final Workload workload;
    private final Engine engine;
    private final Renderer renderer;

    EngineCandidate(String name, Workload workload, Engine engine) {
        this.name = name;
        this.workload = workload;
        this.engine = engine;
        this.renderer = new Renderer(engine, engine.concurrency());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String device() {
        return engine.device().id();
    }

    @Override
    public Times run(Counts counts) throws InterruptedException {
        LongAdder kernel = new LongAdder();
        LongAdder readBack = new LongAdder();
        long start = System.nanoTime();
        renderer.counts(workload.scene(), counts, elapsed -> {
            kernel.add(elapsed.compute());
            readBack.add(elapsed.readBack());
        });
        long total = System.nanoTime() - start;
        return new Times(kernel.sum() / engine.computing(), readBack.sum() / engine.concurrency(), total);
    }

    @Override
    public double peak() {
        return engine.peak(workload.set().precision());
    }

    @Override
    public void warmUp() {
        engine.warmUp(workload.scene());
    }

    @Override
    public void close() {
        renderer.close();
    }
}
