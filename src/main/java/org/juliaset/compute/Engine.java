package org.juliaset.compute;

import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Computes escape counts on one device. Every engine gives the same counts, to the last bit; they are
 * defined by the scalar kernel of {@code compute.cpu}.
 */
public interface Engine extends AutoCloseable {
    /** The device that it computes on. */
    Device device();

    /** Callers that {@link #compute} serves at the same time; more of them must wait their turn. */
    int concurrency();

    /**
     * Whether {@link #compute} works on the caller's own thread, so that it takes the place of other
     * work there. If not, the caller mostly waits for a device.
     */
    boolean usesCallerThread();

    /** Bands whose orbits advance at the same time; the others are on their way to the device or back. */
    default int computing() {
        return usesCallerThread() ? concurrency() : 1;
    }

    /**
     * Orbits in float64 that it advances in one operation; in float32 if it has no float64.
     *
     * @throws EngineException if the device fails
     */
    default int lanes() {
        return 1;
    }

    /**
     * Computes the counts of one band of a picture.
     *
     * @param counts where they go: the grid's width, the band's rows
     * @return where the time went
     * @throws EngineException if the device fails, or this thread is interrupted, which it still is then; the counts
     *     are then of no use
     */
    Elapsed compute(Scene scene, Tile band, Counts counts);

    /**
     * Makes everything ready that {@link #compute} would prepare during its first calls, and waits for it.
     *
     * @throws EngineException if the device fails
     */
    default void warmUp(Precision precision) {}

    /**
     * Measures how fast the device can do this arithmetic at best: {@link #compute} where no orbit escapes or repeats
     * itself, and memory is left alone. Takes about a second.
     *
     * @return iterations per second
     * @throws EngineException if the device fails
     */
    double peak(Precision precision);

    /**
     * A number that grows while {@link #compute} makes headway. Where it stands still for long, the device
     * hangs.
     */
    default long headway() {
        return 0;
    }

    /** Releases what the engine holds on its device. */
    @Override
    void close();

    /**
     * Where the time of a computation went, in ns.
     *
     * @param grid sampling the axes and bringing them to the device
     * @param compute iterating
     * @param readBack bringing the counts back; 0 where they are written in place
     */
    record Elapsed(long grid, long compute, long readBack) {
        /** No time at all. */
        public static final Elapsed NONE = new Elapsed(0, 0, 0);

        /** Both together. */
        public Elapsed plus(Elapsed more) {
            return new Elapsed(grid + more.grid, compute + more.compute, readBack + more.readBack);
        }
    }
}
