package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.juliaset.compute.cpu.Kernel;
import org.juliaset.compute.cpu.Kernel32;
import org.juliaset.compute.cpu.ScalarKernel;
import org.juliaset.compute.cpu.ScalarKernel32;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeakOrbitsTest {
    private static final Grid GRID = PeakOrbits.grid(60);

    @ParameterizedTest
    @EnumSource
    void noneEscapes(Precision precision) {
        JuliaSet set = PeakOrbits.set(PeakOrbits.MAX_LIMIT, precision);
        assertTrue(EscapeRule.isFinal(set.real(), set.imag(), set.bound()), "kernels would take their slower way");
        Counts counts = Counts.allocate(GRID.width(), GRID.whole().rows(), set.iterationLimit());
        Kernel kernel = precision == Precision.FLOAT64 ? ScalarKernel::count : (Kernel32) ScalarKernel32::count;
        double[] ys = GRID.rows(GRID.whole());
        kernel.count(GRID.columns(), ys, set.real(), set.imag(), set.bound(), set.iterationLimit(), counts);
        assertEquals(GRID.pixels() * PeakOrbits.MAX_LIMIT, counts.sum());
    }

    /** A kernel may end an orbit in a cycle, and would seem faster than it is. */
    @ParameterizedTest
    @EnumSource
    void noneIsFoundInACycle(Precision precision) {
        JuliaSet set = PeakOrbits.set(PeakOrbits.MAX_LIMIT, precision);
        for (double y : GRID.rows(GRID.whole())) {
            for (double x : GRID.columns()) {
                assertFalse(repeats(x, y, set), x + " + " + y + "i");
            }
        }
    }

    private static boolean repeats(double x, double y, JuliaSet set) {
        boolean single = set.precision() == Precision.FLOAT32;
        double re = single ? (float) x : x;
        double im = single ? (float) y : y;
        double cre = single ? (float) set.real() : set.real();
        double cim = single ? (float) set.imag() : set.imag();
        double pastRe = Double.NaN;
        double pastIm = Double.NaN;
        for (int n = 1, keep = 0; n <= set.iterationLimit(); n++) {
            double product = single ? (float) re * (float) im : re * im;
            re = single ? ((float) re * (float) re - (float) im * (float) im) + (float) cre : (re * re - im * im) + cre;
            im = single ? ((float) product + (float) product) + (float) cim : (product + product) + cim;
            if (n % CycleDetection.INTERVAL == 0) {
                if (re == pastRe && im == pastIm) {
                    return true;
                }
                if (n >= keep) {
                    pastRe = re;
                    pastIm = im;
                    keep = CycleDetection.next(n);
                }
            }
        }
        return false;
    }
}
