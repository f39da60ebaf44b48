package org.juliaset.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.juliaset.Golden;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kernel of the CPU counts as the scalar ones do. The build runs this with vectors of 128, 256 and
 * 512 bits in turn, and once with what the processor has.
 */
class KernelTest {
    private record Subject(String name, Kernel kernel, Kernel reference, Precision precision) {}

    private static Stream<Subject> subjects() {
        Kernel32 scalar32 = ScalarKernel32::count;
        Kernel32 interleaved32 = InterleavedKernel32::count;
        SmoothKernel smooth = ScalarSmoothKernel::count;
        SmoothKernel32 smooth32 = ScalarSmoothKernel32::count;
        SmoothKernel smoothInterleaved = InterleavedSmoothKernel::count;
        SmoothKernel32 smoothInterleaved32 = InterleavedSmoothKernel32::count;
        return Stream.of(
                new Subject("smooth interleaved float64", smoothInterleaved, smooth, Precision.FLOAT64),
                new Subject("smooth interleaved float32", smoothInterleaved32, smooth32, Precision.FLOAT32),
                new Subject("smooth SIMD float64", SimdSupport.smoothKernel(), smooth, Precision.FLOAT64),
                new Subject("smooth SIMD float32", SimdSupport.smoothKernel32(), smooth32, Precision.FLOAT32),
                new Subject("interleaved float64", InterleavedKernel::count, ScalarKernel::count, Precision.FLOAT64),
                new Subject("interleaved float32", interleaved32, scalar32, Precision.FLOAT32),
                new Subject("SIMD float64", SimdSupport.kernel(), ScalarKernel::count, Precision.FLOAT64),
                new Subject("SIMD float32", SimdSupport.kernel32(), scalar32, Precision.FLOAT32));
    }

    private static Counts compute(Kernel kernel, JuliaSet set, Grid grid) {
        Counts counts =
                Counts.allocate(new Scene(set, grid, new Sampling(1, kernel.isSmooth())), grid.whole());
        kernel.count(
                grid.columns(), grid.rows(grid.whole()), set.real(), set.imag(), set.bound(), set.iterationLimit(),
                counts);
        return counts;
    }

    private static void assertCountsAsTheReference(Subject subject, JuliaSet set, Grid grid) {
        if (subject.kernel.isSmooth() && set.threshold() <= 1) {
            return; // has no smooth counts
        }
        Counts expected = compute(subject.reference, set, grid);
        Counts actual = compute(subject.kernel, set, grid);
        for (int pixel = 0; pixel < expected.size(); pixel++) {
            if (expected.get(pixel) != actual.get(pixel)) {
                fail(set + " on " + grid.region() + " at " + grid.width() + ", pixel " + pixel + ": "
                        + actual.get(pixel)
                        + " instead of " + expected.get(pixel));
            }
        }
    }

    private static Stream<DynamicTest> onEvery(String name, Consumer<Subject> check) {
        return subjects().map(
                subject -> DynamicTest.dynamicTest(subject.name + " " + name, () -> check.accept(subject)));
    }

    @Test
    void theVectorApiIsAvailable() {
        assertTrue(SimdSupport.problem().isEmpty(), () -> SimdSupport.problem().get());
        assertEquals(2 * SimdSupport.kernel().lanes(), SimdSupport.kernel32().lanes());
        if (SimdSupport.BITS > 0) {
            assertEquals(SimdSupport.BITS / Double.SIZE, SimdSupport.kernel().lanes());
        }
    }

    @TestFactory
    Stream<DynamicTest> countsTheGoldenCases() {
        // the largest would take a vector wider than the processor's a minute
        return Golden.counts().filter(golden -> golden.grid().pixels() < 1_000_000).flatMap(golden -> onEvery(
                golden.name(), subject -> assertCountsAsTheReference(subject, golden.set(), golden.grid())));
    }

    @TestFactory
    Stream<DynamicTest> countsAtAwkwardSizes() {
        return onEvery("awkward sizes", subject -> {
            JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, 255);
            for (int width = 1; width <= 50; width += 1 + width / 17) {
                for (int height = 1; height <= 8; height++) {
                    double reach = 0.1 * height / width;
                    assertCountsAsTheReference(subject, set, new ComplexRegion(-0.1, 0.1, reach, -reach).grid(width));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> countsUpToAnyLimit() {
        Grid grid = new ComplexRegion(-0.3, 0.3, 0.1, -0.1).grid(37);
        return onEvery("any limit", subject -> {
            for (int limit = 1; limit < 1000; limit += 1 + limit / 20) {
                assertCountsAsTheReference(subject, new JuliaSet(0.2501, 0, 2, limit), grid);
            }
        });
    }

    /**
     * From 2²³ on the low bits of a float32 are no count. What has not escaped here after 1000 iterations never does.
     */
    @TestFactory
    Stream<DynamicTest> countsUpToTheLargestLimits() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(30);
        return onEvery("largest limits", subject -> {
            Counts some = compute(subject.reference, new JuliaSet(-0.123, 0.745, 2, 1000, subject.precision), grid);
            int[] limits = subject.kernel.isSmooth()
                    ? new int[] {Sampling.MAX_SMOOTH_LIMIT}
                    : new int[] {(1 << 23) - 1, 1 << 23, (1 << 23) + 1, Integer.MAX_VALUE - 1};
            int units = subject.kernel.isSmooth() ? Sampling.UNITS : 1;
            for (int limit : limits) {
                Counts all = compute(subject.kernel, new JuliaSet(-0.123, 0.745, 2, limit, subject.precision), grid);
                for (int pixel = 0; pixel < some.size(); pixel++) {
                    int count = some.get(pixel);
                    assertEquals(count == 1000 * units ? limit * units : count, all.get(pixel));
                }
            }
        });
    }

    /** Their parameters, and what repeats itself there: fixed points, cycles of 2, 3 and more, none at all. */
    @TestFactory
    Stream<DynamicTest> countsWhatRepeatsItself() {
        double[][] parameters = {
            {0, 0}, {-1, 0}, {-0.123, 0.745}, {-1.3107, 0}, {0.282, 0.53}, {-0.5, 0.5}, {-1.7549, 0}, {0.25, 0},
            {-0.39054, -0.58679}, {-1.25, 0}
        };
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(40);
        return onEvery("repetitions", subject -> {
            for (double[] c : parameters) {
                assertCountsAsTheReference(subject, new JuliaSet(c[0], c[1], 2, 3001), grid);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> countsWhereAnEscapeIsNotFinal() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(53);
        return onEvery("reentrant thresholds", subject -> {
            for (double threshold : new double[] {1e-12, 0.01, 0.3, 0.7, 1, 1.5, 1.99, 2}) {
                for (double real : new double[] {-2, -1.999, -0.835, 0.3, 2, 3}) {
                    assertCountsAsTheReference(subject, new JuliaSet(real, -0.2321, threshold, 90), grid);
                    assertCountsAsTheReference(subject, new JuliaSet(real, 0, threshold, 1300), grid);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> countsRandomPictures() {
        return onEvery("random pictures", subject -> {
            Random random = new Random(4);
            for (int picture = 0; picture < 60; picture++) {
                double reach = Math.pow(10, -random.nextDouble() * 6);
                double x = random.nextDouble() * 2 - 1;
                JuliaSet set = new JuliaSet(
                        random.nextDouble() * 2 - 1.5, random.nextDouble() * 1.6 - 0.8, 0.5 + random.nextDouble() * 4,
                        1 + random.nextInt(700), subject.precision);
                assertCountsAsTheReference(
                        subject, set, new ComplexRegion(x, x + reach, reach / 3, 0).grid(1 + random.nextInt(60)));
            }
        });
    }
}
