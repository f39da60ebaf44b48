package org.juliaset.explore;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tiles that were computed, the latest used of them, up to a number of bytes. Safe for use by several threads. */
final class TileCache {
    /** What an entry takes besides the bytes of its tile. */
    private static final int OTHER_BYTES = 512;

    private final long most;
    private final Map<Object, ComputedTile> tiles = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param most bytes */
    TileCache(long most) {
        this.most = most;
    }

    synchronized Optional<ComputedTile> find(Object key) {
        return Optional.ofNullable(tiles.get(key));
    }

    /** Adds a tile, and drops those that were used longest ago if there is no room. */
    synchronized void add(Object key, ComputedTile tile) {
        ComputedTile older = tiles.put(key, tile);
        bytes += size(tile) - (older == null ? 0 : size(older));
        Iterator<ComputedTile> oldest = tiles.values().iterator();
        while (bytes > most) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(ComputedTile tile) {
        return tile.bytes().length + OTHER_BYTES;
    }

    /** Returns the bytes of all tiles, with what belongs to them. */
    synchronized long bytes() {
        return bytes;
    }
}
