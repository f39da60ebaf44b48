package org.juliaset.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Grid GRID = new ComplexRegion(-1.6, 1.6, 1, -1).grid(503);

    @Test
    void columnsFollowTheContractFromLeftToRight() {
        double[] columns = GRID.columns();
        assertEquals(503, columns.length);
        for (int i = 0; i < columns.length; i++) {
            double share = (double) i / 503;
            double scaled = share * (1.6 - -1.6);
            assertEquals(scaled + -1.6, columns[i]);
        }
    }

    @Test
    void rowsFollowTheContractFromTheTop() {
        double[] rows = GRID.rows(GRID.whole());
        assertEquals(314, rows.length);
        for (int j = 0; j < rows.length; j++) {
            double share = (double) j / 314;
            double scaled = share * (-1 - 1.0);
            assertEquals(scaled + 1, rows[j]);
        }
    }

    @Test
    void aBandsRowsAreThoseOfTheWhole() {
        double[] whole = GRID.rows(GRID.whole());
        for (int first = 0; first < whole.length; first += 37) {
            int rows = Math.min(37, whole.length - first);
            assertArrayEquals(Arrays.copyOfRange(whole, first, first + rows), GRID.rows(new Tile(first, rows)));
        }
    }

    @Test
    void rowIndicesGoBeyondThirtyTwoBitsOfPixels() {
        Grid huge = new ComplexRegion(-1, 1, 1, -1).grid(Grid.MAX_SIDE);
        assertEquals(2147483647L * 2147483647L, huge.pixels());
        assertEquals(2147483646.0 / 2147483647.0 * -2 + 1, huge.rows(new Tile(2147483646, 1))[0]);
    }
}
