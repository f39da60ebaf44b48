package org.juliaset.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The region that holds a whole filled Julia set. */
class FittingRegionTest {
    private static final int ORBIT = 20_000;

    /** The set's own extents are known: of c = 0 a disc, of c = -2 a segment, of c = -1 the two fixed points. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1",
        "-2, 0, 2, 0",
        "-1, 0, 1.6180339887498949, 0.7861513777574233",
    })
    void isAsLargeAsTheSetWithItsMargin(double real, double imag, double x, double y) {
        ComplexRegion region = FittingRegion.of(real, imag);
        double margin = 0.05 * Math.max(x, y);
        assertEquals(-region.xright(), region.xleft());
        assertEquals(-region.ytop(), region.ybot());
        assertTrue(region.xright() >= x + margin && region.xright() < x + margin + 0.02, region.toString());
        assertTrue(region.ytop() >= y + margin && region.ytop() < y + margin + 0.02, region.toString());
    }

    /** Points of the Julia set by inverse iteration, which no sampling of a grid finds where the set is thin. */
    @ParameterizedTest
    @CsvSource({
        "-0.835, -0.2321", "0, 1", "-0.1226, 0.7449", "-1.7549, 0", "0.36, 0.1", "-0.75, 0", "0.285, 0.01",
        "0.45, 0.1428", "-4, 0", "3, 20", "-1e6, 1e5", "1e-300, 0", "1e20, -1e20",
    })
    void holdsEveryPointOfTheSetAndNotMuchMore(double real, double imag) {
        ComplexRegion region = FittingRegion.of(real, imag);
        Random random = new Random(1);
        double re = (1 + Math.sqrt(1 + 4 * Math.hypot(real, imag))) / 2;
        double im = 0;
        double right = 0;
        double top = 0;
        for (int step = 0; step < ORBIT; step++) {
            double x = re - real;
            double y = im - imag;
            double size = Math.hypot(x, y);
            double sign = random.nextBoolean() ? 1 : -1;
            re = sign * Math.sqrt((size + x) / 2);
            im = sign * Math.copySign(Math.sqrt(Math.max(0, size - x) / 2), y);
            if (step > 60) {
                right = Math.max(right, Math.abs(re));
                top = Math.max(top, Math.abs(im));
            }
        }
        assertTrue(region.xright() >= right && region.ytop() >= top, region + " " + right + " " + top);
        double room = 0.12 * Math.max(right, top);
        assertTrue(region.xright() <= right + room && region.ytop() <= top + room, region + " " + right + " " + top);
    }
}
