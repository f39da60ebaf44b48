package org.juliaset.image.dzi;

import java.io.IOException;

/** Takes tiles as they are made. */
interface Tiles {
    /**
     * Takes a tile. Tiles of one strip may come from several threads at the same time.
     *
     * @param level 0 for the one that has the whole picture in one pixel
     * @param strip its row of tiles, 0 at the top
     * @param column its column of tiles, 0 at the left
     */
    void put(int level, long strip, int column, byte[] png) throws IOException;

    /** Is told that all tiles of a strip have been put, or read from where they were. */
    default void completed(int level, long strip) throws IOException {}
}
