package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.model.Counts;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeakOrbitsTest {
    private static Stream<Arguments> pictures() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of(KernelKind.PLAIN, KernelKind.MAP)
                .map(kind -> Arguments.of(
                        precision, kind, PeakOrbits.scene(kind, precision, 60, PeakOrbits.MAX_LIMIT))));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void noneEscapes(Precision precision, KernelKind kind, Scene scene) {
        assertEquals(kind, KernelKind.of(scene));
        assertTrue(EscapeRule.isFinalSomewhere(scene.set()), "kernels would take their slower way");
        Counts counts = Counts.allocate(scene, scene.grid().whole());
        CpuProvider.scalar(1).compute(scene, scene.grid().whole(), counts);
        assertEquals(scene.grid().pixels() * PeakOrbits.MAX_LIMIT, counts.sum());
    }

    /** A kernel may end an orbit in a cycle, and would seem faster than it is. */
    @ParameterizedTest
    @MethodSource("pictures")
    void noneIsFoundInACycle(Precision precision, KernelKind kind, Scene scene) {
        for (double y : scene.grid().rows(scene.grid().whole())) {
            for (double x : scene.grid().columns()) {
                assertFalse(repeats(x, y, scene.set()), x + " + " + y + "i");
            }
        }
    }

    private static boolean repeats(double x, double y, EscapeSet set) {
        boolean single = set.precision() == Precision.FLOAT32;
        double firstRe = set.isMap() ? set.sharedReal() : x;
        double firstIm = set.isMap() ? set.sharedImag() : y;
        double constantRe = set.isMap() ? x : set.sharedReal();
        double constantIm = set.isMap() ? y : set.sharedImag();
        double re = single ? (float) firstRe : firstRe;
        double im = single ? (float) firstIm : firstIm;
        double cre = single ? (float) constantRe : constantRe;
        double cim = single ? (float) constantIm : constantIm;
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
