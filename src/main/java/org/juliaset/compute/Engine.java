package org.juliaset.compute;

import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Computes escape counts on one device. All engines return the same counts to the last bit, those of the scalar kernel
 * of {@code compute.cpu}.
 */
public interface Engine extends TileSource {
    /** Returns the device of this engine. */
    Device device();

    /** Returns the number of bands that are computed at the same time; the others are being transferred. */
    default int computing() {
        return usesCallerThread() ? concurrency() : 1;
    }

    /**
     * Returns the number of orbits in a vector, in float64 if the device supports that, else in float32.
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

    @Override
    default Elapsed fill(Scene scene, Tile tile, Counts counts) {
        return compute(scene, tile, counts);
    }

    /**
     * Measures the peak rate of the device: {@link #compute} on orbits that neither escape nor end in a cycle, without
     * memory traffic, see {@link PeakOrbits}. Takes about a second.
     *
     * @return iterations per second
     * @throws EngineException if the device fails
     */
    double peak(Precision precision);

    /**
     * Returns a number that grows while {@link #compute} makes progress. If it does not change for long, the device
     * hangs.
     */
    default long headway() {
        return 0;
    }

    /**
     * The time of each stage of a computation, in ns.
     *
     * @param grid sampling the axes and transferring them to the device
     * @param compute iterating
     * @param readBack transferring the counts to the host; 0 if they are written in place
     */
    record Elapsed(long grid, long compute, long readBack) {
        /** Zero in every stage. */
        public static final Elapsed NONE = new Elapsed(0, 0, 0);

        /** Returns the sum of two. */
        public Elapsed plus(Elapsed other) {
            return new Elapsed(grid + other.grid, compute + other.compute, readBack + other.readBack);
        }
    }
}
