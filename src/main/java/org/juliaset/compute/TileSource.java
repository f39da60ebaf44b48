package org.juliaset.compute;

import org.juliaset.model.Counts;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;

/**
 * Provides the samples of pictures, tile by tile: an engine computes them, a file of counts has them. Safe for use by
 * several threads.
 */
public interface TileSource extends AutoCloseable {
    /** Returns the number of calls of {@link #fill} that run at the same time; others wait. */
    int concurrency();

    /** Returns whether {@link #fill} works on the calling thread. If not, that thread mostly waits for a device. */
    boolean usesCallerThread();

    /**
     * Fills in the counts of one tile of a picture.
     *
     * @param scene of one sample a pixel
     * @param counts receives them: the tile's width, the tile's rows
     * @return where the time went
     * @throws EngineException if a device fails, or this thread is interrupted, which it still is then; the counts are
     *     then of no use
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    Engine.Elapsed fill(Scene scene, Tile tile, Counts counts);

    /**
     * The kernel that computes a scene by now, in one line; where a faster one cannot, with the reason and what helps.
     * Empty where there is nothing to tell kernels apart by.
     */
    default String kernel(Scene scene) {
        return "";
    }

    /**
     * Prepares what the first calls of {@link #fill} for a scene like this would prepare, and waits until it is
     * ready.
     *
     * @throws EngineException if a device fails
     */
    default void warmUp(Scene scene) {}

    /**
     * Says that pictures are to come after the first one, so that preparing what computes them faster may pay. Returns
     * at once.
     *
     * @param samples of all of them
     */
    default void expect(long samples) {}

    /** Releases the resources of the device or the file. */
    @Override
    void close();
}
