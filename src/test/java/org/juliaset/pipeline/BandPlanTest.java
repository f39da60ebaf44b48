package org.juliaset.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Grid;
import org.juliaset.model.Tile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandPlanTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1", "500, 313", "4000, 4000", "1, 1000000", "1048576, 2", "1048577, 2", "2000000, 3", "100000, 100000",
        "7, 200001", "2147483647, 2"
    })
    void bandsCoverEveryPixelOnceAndInOrder(long width, long height) {
        Grid grid = new ComplexRegion(0, 1, 0, (double) height / width).grid(width);
        assertEquals(height, grid.height());
        BandPlan plan = BandPlan.of(grid);
        long next = 0;
        for (long index = 0; index < plan.size(); index++) {
            Tile band = plan.band(index);
            assertEquals(next, band.pixelsBefore(width));
            assertEquals(next, plan.pixelsBefore(index));
            assertTrue(band.pixels(width) <= plan.band(0).pixels(width));
            next += band.pixels(width);
        }
        assertEquals(width * height, next);
        assertEquals(next, plan.pixelsBefore(plan.size()));
    }

    /** The next band is compressed with the last 32 KiB of samples before it, which one band must hold. */
    @ParameterizedTest
    @CsvSource({"1, 1000000", "500, 313", "4000, 4000", "100000, 100000", "3000001, 2"})
    void aBandThatIsNotTheLastIsLongerThanDeflateLooksBack(long width, long height) {
        BandPlan plan = BandPlan.of(new ComplexRegion(0, 1, 0, (double) height / width).grid(width));
        assertTrue(plan.size() > 1);
        assertTrue(plan.band(0).pixels(width) >= 1 << 15);
    }

    @ParameterizedTest
    @CsvSource({"4000, 63", "500, 132"})
    void aRunOfRowsIsCutIntoBandsFromItsTop(int resolution, int rows) {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1.6, -1.6).grid(resolution);
        long next = 7;
        for (Tile band : BandPlan.of(grid).bands(new Tile(7, 300))) {
            assertEquals(next, band.firstRow());
            assertEquals(Math.min(rows, 307 - next), band.rows());
            next += band.rows();
        }
        assertEquals(307, next);
    }
}
