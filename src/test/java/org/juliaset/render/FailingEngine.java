package org.juliaset.render;

import java.util.concurrent.atomic.AtomicInteger;
import org.juliaset.core.Band;
import org.juliaset.core.Counts;
import org.juliaset.core.Grid;
import org.juliaset.core.JuliaSet;
import org.juliaset.engine.Device;
import org.juliaset.engine.Engine;
import org.juliaset.engine.EngineException;

/** An engine that works for some bands and then fails. */
final class FailingEngine implements Engine {
    private final Engine working;
    private final AtomicInteger left;

    FailingEngine(Engine working, int bands) {
        this.working = working;
        this.left = new AtomicInteger(bands);
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
    public Elapsed compute(JuliaSet set, Grid grid, Band band, Counts counts) {
        if (left.decrementAndGet() < 0) {
            throw new EngineException("planted failure");
        }
        return working.compute(set, grid, band, counts);
    }

    @Override
    public void close() {
        working.close();
    }
}
