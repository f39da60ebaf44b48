package org.juliaset.render;

import java.util.concurrent.atomic.AtomicInteger;
import org.juliaset.compute.Device;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/** An engine that fails once, after some bands. */
public final class FailingEngine implements Engine {
    private final Engine working;
    private final int failing;
    private final AtomicInteger calls = new AtomicInteger();

    public FailingEngine(Engine working, int bands) {
        this.working = working;
        this.failing = bands;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public Device device() {
        return working.device();
    }

    @Override
    public int concurrency() {
        return working.concurrency();
    }

    @Override
    public boolean usesCallerThread() {
        return working.usesCallerThread();
    }

    @Override
    public Elapsed compute(Scene scene, Tile band, Counts counts) {
        if (calls.getAndIncrement() == failing) {
            throw new EngineException("planted failure");
        }
        return working.compute(scene, band, counts);
    }

    @Override
    public double peak(Precision precision) {
        return working.peak(precision);
    }

    @Override
    public void close() {
        working.close();
    }
}
