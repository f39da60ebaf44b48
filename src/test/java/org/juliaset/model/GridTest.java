package org.juliaset.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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

    @Test
    void theSamplesOfAPixelStartWithTheSampleOfThePixelItself() {
        for (int perSide = 2; perSide <= Sampling.MAX_PER_SIDE; perSide++) {
            Grid samples = GRID.times(perSide);
            assertEquals(GRID.height() * perSide, samples.height());
            double[] columns = samples.columns();
            double[] rows = samples.rows(samples.whole());
            double[] some = samples.columns(new Tile(3, 2, 7, 40).times(perSide));
            for (int i = 0; i < GRID.width(); i++) {
                assertEquals(GRID.columns()[i], columns[i * perSide]);
            }
            for (int j = 0; j < GRID.height(); j++) {
                assertEquals(GRID.rows(GRID.whole())[j], rows[j * perSide]);
            }
            assertArrayEquals(Arrays.copyOfRange(columns, 7 * perSide, 47 * perSide), some);
        }
    }

    @Test
    void gridsOfTheSamePointsAreEqual() {
        ComplexRegion region = new ComplexRegion(-1.6, 1.6, 1, -1);
        assertEquals(GRID, region.grid(503, 314));
        assertEquals(GRID.hashCode(), region.grid(503, 314).hashCode());
        assertNotEquals(GRID, region.grid(503, 315));
        assertNotEquals(GRID, region.grid(504, 314));
        assertNotEquals(GRID, new ComplexRegion(-1.6, 1.6, 1, -1.001).grid(503, 314));
    }

    @Test
    void samplesThatNoSceneCanHaveAreRefused() {
        JuliaSet set = new JuliaSet(0, 0, 2, 100);
        Grid wide = new ComplexRegion(-1, 1, 1, -1).grid(Grid.MAX_SIDE / 3);
        Scene large = new Scene(set, wide, new Sampling(3, false));
        assertEquals(wide.width() * 3, large.sampled().grid().width());
        refused("samples is 4: 715827882 x 715827882 pixels", () -> new Scene(set, wide, new Sampling(4, false)));
        refused("samples is 0", () -> new Sampling(0, false));
        refused("samples is 17", () -> new Sampling(17, true));
        refused("threshold is 1.0", () -> new Scene(new JuliaSet(0, 0, 1, 9), GRID, new Sampling(1, true)));
        refused("itermax is 1048575",
                () -> new Scene(new JuliaSet(0, 0, 2, (1 << 20) - 1), GRID, new Sampling(1, true)));
    }

    private static void refused(String start, Executable making) {
        String message = assertThrows(InvalidParameterException.class, making).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
