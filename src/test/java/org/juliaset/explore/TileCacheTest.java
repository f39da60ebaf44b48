package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TileCacheTest {
    private static ComputedTile tile(int bytes) {
        return new ComputedTile(0, new byte[bytes]);
    }

    @Test
    void thoseUsedLongestAgoGoFirst() {
        TileCache cache = new TileCache(10_000);
        cache.add("a", tile(3000));
        cache.add("b", tile(3000));
        assertTrue(cache.find("a").isPresent());
        cache.add("c", tile(3000));
        assertTrue(cache.find("b").isEmpty());
        assertTrue(cache.find("a").isPresent() && cache.find("c").isPresent());
        assertEquals(2 * 3512, cache.bytes());
    }

    @Test
    void aTileThatIsAddedAgainCountsOnce() {
        TileCache cache = new TileCache(10_000);
        for (int k = 1; k < 5; k++) {
            cache.add("a", tile(1000 * k));
            assertEquals(1000 * k + 512, cache.bytes());
        }
    }

    @Test
    void aTileThatIsLargerThanAllIsNotKept() {
        TileCache cache = new TileCache(10_000);
        cache.add("a", tile(1000));
        cache.add("b", tile(20_000));
        assertTrue(cache.find("b").isEmpty());
        assertEquals(0, cache.bytes());
    }
}
