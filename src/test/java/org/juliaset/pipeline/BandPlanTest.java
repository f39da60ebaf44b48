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

    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 16", "500, 313, 256, 256", "4000, 4000, 256, 256", "100000, 100, 256, 112", "2000000, 40, 1024, 32",
        "2147483647, 2, 1048576, 16", "300000, 300000, 512, 512"
    })
    void bandsOfTilesHaveWholeTilesAndCoverEveryPixelOnce(long width, long height, int columns, int rows) {
        Grid grid = new ComplexRegion(0, 1, 0, (double) height / width).grid(width);
        BandPlan plan = BandPlan.of(grid, new Tile(0, rows, 0, columns));
        long before = 0;
        Tile next = new Tile(0, 1, 0, 1);
        for (long index = 0; index < plan.size(); index++) {
            Tile band = plan.band(index);
            assertEquals(before, plan.pixelsBefore(index));
            assertEquals(next.firstRow(), band.firstRow());
            assertEquals(next.firstColumn(), band.firstColumn());
            long right = band.firstColumn() + band.width(width);
            long bottom = band.firstRow() + band.rows();
            assertTrue(right == width || band.width(width) % columns == 0, band.toString());
            assertEquals(Math.min(height, band.firstRow() + rows), bottom);
            assertTrue(band.pixels(width) <= plan.band(0).pixels(width));
            assertTrue(band.pixels(width) <= Math.max(1 << 20, rows * columns));
            before += band.pixels(width);
            next = right == width ? new Tile(bottom, 1, 0, 1) : new Tile(band.firstRow(), 1, right, 1);
        }
        assertEquals(width * height, before);
        assertEquals(before, plan.pixelsBefore(plan.size()));
        assertEquals(height, next.firstRow());
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

    @ParameterizedTest
    @CsvSource({"500, 913, 0", "4000, 4000, 0", "1048577, 40, 0", "4000, 4000, 256", "2000000, 400, 32"})
    void theBandsOfSomeRowsAreThoseOfThePicture(long width, long height, int tileRows) {
        Grid grid = new ComplexRegion(0, 1, 0, (double) height / width).grid(width);
        BandPlan plan = BandPlan.of(grid, tileRows == 0 ? null : new Tile(0, tileRows, 0, 256));
        long partsOfRow = plan.size() / ((height + plan.rowsPerBand() - 1) / plan.rowsPerBand());
        long first = 3L * plan.rowsPerBand();
        for (long end : new long[] {first, 5L * plan.rowsPerBand(), height}) {
            BandPlan rows = plan.rows(first, end);
            assertEquals((end - first) * width, rows.pixelsBefore(rows.size()));
            for (long index = -1; index < rows.size(); index++) {
                assertEquals(plan.band(3 * partsOfRow + index), rows.band(index));
            }
            for (long index = 0; index < rows.size(); index++) {
                assertEquals(plan.pixelsBefore(3 * partsOfRow + index) - first * width, rows.pixelsBefore(index));
            }
        }
    }
}
