package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.compute.cpu.InterleavedKernel;
import org.juliaset.compute.cpu.Kernel;
import org.juliaset.compute.cpu.ScalarKernel;
import org.juliaset.model.Counts;
import org.juliaset.model.Precision;
import org.junit.jupiter.api.Test;

class ReferenceCheckTest {
    private static EngineException refusal(Kernel kernel) {
        Engine engine = TestEngine.engine(TestEngine.gpu("test:0.0"), kernel);
        return assertThrows(EngineException.class,
                () -> CpuProvider.REFERENCE_CHECK.require(engine::compute, Precision.FLOAT64));
    }

    @Test
    void admitsAnEngineThatCountsAsTheScalarKernel() {
        Engine engine = TestEngine.engine(TestEngine.gpu("test:0.0"), InterleavedKernel::count);
        assertDoesNotThrow(() -> CpuProvider.REFERENCE_CHECK.require(engine::compute, Precision.FLOAT64));
    }

    @Test
    void seesASingleWrongCountAndSaysWhere() {
        String message = refusal(TestEngine.ONE_WRONG).getMessage();
        assertTrue(message.startsWith("self-test failed: 1 of "), message);
    }

    /** Of a picture, in the order of its counts. */
    private static final class Watching {
        private final List<Integer> limits = new ArrayList<>();
        private final List<SortedSet<Integer>> seen = new ArrayList<>();

        void count(double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
            ScalarKernel.count(xs, ys, cre, cim, bound, limit, counts);
            limits.add(limit);
            seen.add(new TreeSet<>());
            for (int pixel = 0; pixel < counts.size(); pixel++) {
                seen.get(seen.size() - 1).add(counts.get(pixel));
            }
        }
    }

    private static Watching watch() {
        Watching watching = new Watching();
        CpuProvider.REFERENCE_CHECK.require(TestEngine.engine(TestEngine.gpu("test:0.0"), watching::count)::compute,
                Precision.FLOAT64);
        return watching;
    }

    @Test
    void countsAroundAFixedPointAreSpreadOut() {
        Watching watching = watch();
        for (int picture = 0; picture < 3; picture++) {
            int limit = watching.limits.get(picture);
            SortedSet<Integer> seen = watching.seen.get(picture);
            assertTrue(seen.size() > 30, limit + ": only " + seen);
            assertTrue(seen.last() < limit, limit + ": an orbit never leaves");
        }
    }

    @Test
    void countsTakeOneTwoAndFourBytesAndAFilledSetIsAmongThem() {
        Watching watching = watch();
        assertTrue(watching.limits.stream().anyMatch(limit -> limit <= 255));
        assertTrue(watching.limits.stream().anyMatch(limit -> limit > 255 && limit <= 65_535));
        assertTrue(watching.limits.stream().anyMatch(limit -> limit > 65_535));
        SortedSet<Integer> filled = watching.seen.get(watching.limits.indexOf(600));
        assertEquals(600, filled.last());
        assertTrue(filled.size() > 10, filled.toString());
    }

    @Test
    void seesFusedMultiplyAddInManyCounts() {
        String message = refusal(TestEngine.FUSED).getMessage();
        Matcher numbers = Pattern.compile("self-test failed: (\\d+) of (\\d+) .*").matcher(message);
        assertTrue(numbers.matches(), message);
        int different = Integer.parseInt(numbers.group(1));
        int all = Integer.parseInt(numbers.group(2));
        assertTrue(different > all / 20, "too few counts depend on rounding: " + message);
    }
}
