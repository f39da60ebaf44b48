package org.juliaset.render;

import org.juliaset.pipeline.Pipeline;

/** The heap of this process available to a picture. */
public final class MemoryBudget {
    /** Heap for everything but the slots and a picture in memory. */
    private static final long OTHER_HEAP = 32L << 20;

    private MemoryBudget() {}

    /**
     * Checks that a job's format can hold its picture and that the heap can, where it must. A render does so before it
     * makes anything.
     *
     * @throws org.juliaset.parameters.InvalidParameterException naming the size, the limit and what to do
     */
    public static void require(RenderJob job) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long others = Pipeline.slotBytes() + OTHER_HEAP;
        job.format().requireRoomFor(
                job.grid().width(), job.grid().height(), job.pixels(),
                Math.max(0, runtime.maxMemory() - used - others));
    }
}
