package org.juliaset.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplexRegionTest {
    @ParameterizedTest
    @CsvSource({
        "NaN, 1, 1, -1, xleft is NaN",
        "-1, Infinity, 1, -1, xright is Infinity",
        "-1, 1, -Infinity, -1, ytop is -Infinity",
        "-1, 1, 1, NaN, ybot is NaN",
        "-1.1e75, 1, 1, -1, xleft is -1.1E75",
        "-1, 1, 1, 2e75, ybot is 2.0E75",
        "0.5, 0.5, 1, -1, xleft and xright are both 0.5",
        "-1, 1, 0, -0.0, ytop and ybot are both 0.0",
    })
    void refusesARegionThatIsNone(double xleft, double xright, double ytop, double ybot, String message) {
        InvalidParameterException refusal = assertThrows(
                InvalidParameterException.class, () -> new ComplexRegion(xleft, xright, ytop, ybot));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @Test
    void takesCoordinatesUpToTheLimit() {
        assertEquals(1e75, new ComplexRegion(-1e75, 1e75, 1e75, -1e75).xright());
    }

    @ParameterizedTest
    @CsvSource({
        "-1.6, 1.6, 1, -1, 500, 313", // 312.5: halves round up
        "-1.6, 1.6, 1, -1, 1000, 625",
        "-0.1, 0.1, 0.1, -0.1, 4000, 4000",
        "1.6, -1.6, -1, 1, 321, 201",
        "-1, 1, 0.5, -0.5, 1, 1",
        "-1, 1, 1e-6, -1e-6, 1000000, 1",
        "-1e-6, 1e-6, 1, -1, 2000, 2000000000",
    })
    void heightKeepsPixelsSquare(
            double xleft, double xright, double ytop, double ybot, long resolution, long height) {
        Grid grid = new ComplexRegion(xleft, xright, ytop, ybot).grid(resolution);
        assertEquals(resolution, grid.width());
        assertEquals(height, grid.height());
        assertEquals(resolution * height, grid.pixels());
    }

    @ParameterizedTest
    @CsvSource({
        "0, resolution is 0",
        "-5, resolution is -5",
        "2147483648, resolution is 2147483648",
        "3, height rounds to 0 rows at resolution 3",
    })
    void refusesAResolutionThatGivesNoPicture(long resolution, String message) {
        ComplexRegion flat = new ComplexRegion(-1, 1, 0.1, -0.1);
        InvalidParameterException refusal =
                assertThrows(InvalidParameterException.class, () -> flat.grid(resolution));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @Test
    void refusesAHeightThatNoFormatHolds() {
        ComplexRegion tall = new ComplexRegion(0, 1e-70, 1, -1);
        assertTrue(assertThrows(InvalidParameterException.class, () -> tall.grid(500))
                .getMessage()
                .startsWith("height is above 2147483647 rows"));
    }
}
