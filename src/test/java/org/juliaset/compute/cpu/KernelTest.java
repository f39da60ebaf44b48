package org.juliaset.compute.cpu;

import static org.juliaset.compute.KernelKind.MAP;
import static org.juliaset.compute.KernelKind.PLAIN;
import static org.juliaset.compute.KernelKind.SMOOTH;
import static org.juliaset.compute.KernelKind.SMOOTH_MAP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.juliaset.Golden;
import org.juliaset.compute.KernelKind;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
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
    private record Subject(String name, Kernel kernel, Kernel reference, Precision precision, KernelKind kind) {}

    private static Subject float64(String name, Kernel kernel, Kernel reference, KernelKind kind) {
        return new Subject(name + " float64 " + kind, kernel, reference, Precision.FLOAT64, kind);
    }

    private static Subject float32(String name, Kernel kernel, Kernel reference, KernelKind kind) {
        return new Subject(name + " float32 " + kind, kernel, reference, Precision.FLOAT32, kind);
    }

    private static Stream<Subject> subjects() {
        Kernel32 scalar32 = ScalarKernel32::count;
        Kernel32 interleaved32 = InterleavedKernel32::count;
        SmoothKernel smooth = ScalarSmoothKernel::count;
        SmoothKernel32 smooth32 = ScalarSmoothKernel32::count;
        SmoothKernel smoothInterleaved = InterleavedSmoothKernel::count;
        SmoothKernel32 smoothInterleaved32 = InterleavedSmoothKernel32::count;
        Kernel32 map32 = ScalarMapKernel32::count;
        Kernel32 mapInterleaved32 = InterleavedMapKernel32::count;
        SmoothKernel smoothMap = ScalarMapSmoothKernel::count;
        SmoothKernel32 smoothMap32 = ScalarMapSmoothKernel32::count;
        SmoothKernel smoothMapInterleaved = InterleavedMapSmoothKernel::count;
        SmoothKernel32 smoothMapInterleaved32 = InterleavedMapSmoothKernel32::count;
        return Stream.concat(
                Stream.of(
                        float64("interleaved", InterleavedKernel::count, ScalarKernel::count, PLAIN),
                        float32("interleaved", interleaved32, scalar32, PLAIN),
                        float64("interleaved", smoothInterleaved, smooth, SMOOTH),
                        float32("interleaved", smoothInterleaved32, smooth32, SMOOTH),
                        float64("interleaved", InterleavedMapKernel::count, ScalarMapKernel::count, MAP),
                        float32("interleaved", mapInterleaved32, map32, MAP),
                        float64("interleaved", smoothMapInterleaved, smoothMap, SMOOTH_MAP),
                        float32("interleaved", smoothMapInterleaved32, smoothMap32, SMOOTH_MAP)),
                Stream.of(
                        float64("SIMD", SimdSupport.kernel(PLAIN), ScalarKernel::count, PLAIN),
                        float32("SIMD", SimdSupport.kernel32(PLAIN), scalar32, PLAIN),
                        float64("SIMD", SimdSupport.kernel(SMOOTH), smooth, SMOOTH),
                        float32("SIMD", SimdSupport.kernel32(SMOOTH), smooth32, SMOOTH),
                        float64("SIMD", SimdSupport.kernel(MAP), ScalarMapKernel::count, MAP),
                        float32("SIMD", SimdSupport.kernel32(MAP), map32, MAP),
                        float64("SIMD", SimdSupport.kernel(SMOOTH_MAP), smoothMap, SMOOTH_MAP),
                        float32("SIMD", SimdSupport.kernel32(SMOOTH_MAP), smoothMap32, SMOOTH_MAP)));
    }

    private static Counts compute(Kernel kernel, EscapeSet set, Grid grid, boolean isSmooth) {
        Counts counts = Counts.allocate(new Scene(set, grid, new Sampling(1, isSmooth)), grid.whole());
        kernel.count(
                grid.columns(), grid.rows(grid.whole()), set.sharedReal(), set.sharedImag(), set.bound(),
                set.iterationLimit(), counts);
        return counts;
    }

    /** What a kernel counts with the threshold and the limit of a Julia set. */
    private static EscapeSet own(Subject subject, EscapeSet set) {
        return subject.kind.isMap()
                ? new MandelbrotSet(set.threshold(), set.iterationLimit(), set.precision())
                : set;
    }

    private static void assertCountsAsTheReference(Subject subject, EscapeSet given, Grid grid) {
        boolean isSmooth = subject.kind.isSmooth();
        if (isSmooth && given.threshold() <= 1) {
            return; // has no smooth counts
        }
        EscapeSet set = own(subject, given);
        Counts expected = compute(subject.reference, set, grid, isSmooth);
        Counts actual = compute(subject.kernel, set, grid, isSmooth);
        for (int pixel = 0; pixel < expected.size(); pixel++) {
            if (expected.get(pixel) != actual.get(pixel)) {
                fail(set + " on " + grid.region() + " at " + grid.width() + ", pixel " + pixel + ": "
                        + actual.get(pixel)
                        + " instead of " + expected.get(pixel));
            }
        }
    }

    private static Stream<DynamicTest> onEvery(String name, Consumer<Subject> check) {
        return onEvery(name, kind -> true, check);
    }

    private static Stream<DynamicTest> onEvery(String name, Predicate<KernelKind> kinds, Consumer<Subject> check) {
        return subjects().filter(subject -> kinds.test(subject.kind)).map(
                subject -> DynamicTest.dynamicTest(subject.name + " " + name, () -> check.accept(subject)));
    }

    @Test
    void theVectorApiIsAvailable() {
        assertTrue(SimdSupport.problem().isEmpty(), () -> SimdSupport.problem().get());
        for (KernelKind kind : KernelKind.values()) {
            assertEquals(2 * SimdSupport.kernel(kind).lanes(), SimdSupport.kernel32(kind).lanes());
            if (SimdSupport.BITS > 0) {
                assertEquals(SimdSupport.BITS / Double.SIZE, SimdSupport.kernel(kind).lanes());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> countsTheGoldenCases() {
        // the largest would take a vector wider than the processor's a minute
        return Golden.counts().filter(golden -> golden.grid().pixels() < 1_000_000).flatMap(golden -> onEvery(
                golden.name(), subject -> assertCountsAsTheReference(subject, golden.set(), golden.grid())));
    }

    @TestFactory
    Stream<DynamicTest> countsTheGoldenMaps() {
        return Golden.maps().flatMap(golden -> onEvery(golden.name(), subject -> {
            boolean isOwn = KernelKind.of(golden.scene()) == subject.kind
                    && golden.scene().set().precision() == subject.precision;
            if (isOwn) {
                Counts counts = compute(
                        subject.kernel, golden.scene().set(), golden.grid(), subject.kind.isSmooth());
                assertEquals(golden.sha256(), Golden.sha256(counts));
            }
        }));
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
            boolean isSmooth = subject.kind.isSmooth();
            EscapeSet set = own(subject, new JuliaSet(-0.123, 0.745, 2, 1000, subject.precision));
            Counts some = compute(subject.reference, set, grid, isSmooth);
            int[] limits = isSmooth
                    ? new int[] {Sampling.MAX_SMOOTH_LIMIT}
                    : new int[] {(1 << 23) - 1, 1 << 23, (1 << 23) + 1, Integer.MAX_VALUE - 1};
            int units = isSmooth ? Sampling.UNITS : 1;
            for (int limit : limits) {
                EscapeSet longer = own(subject, new JuliaSet(-0.123, 0.745, 2, limit, subject.precision));
                Counts all = compute(subject.kernel, longer, grid, isSmooth);
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

    /** Around the tip, the circle of radius 2 and the cusp, far away, and backwards. */
    @TestFactory
    Stream<DynamicTest> countsMapsOfAnyRegionAndThreshold() {
        ComplexRegion[] regions = {
            new ComplexRegion(-2.35, 0.85, 1.25, -1.25), new ComplexRegion(2.5, -2.5, -2, 2),
            new ComplexRegion(-2.2, -1.8, 0.17, -0.13), new ComplexRegion(-2, -2 + 1e-12, 1e-6, -1e-6),
            new ComplexRegion(-1.99, -1.98, 0.003, -0.003), new ComplexRegion(0.25, 0.252, 0.0005, -0.0005),
            new ComplexRegion(-50, 1e9, 3e8, -3e8), new ComplexRegion(-0.75, -0.74, 0.11, 0.1)
        };
        double[] thresholds = {0.5, 1.5, 1.99, 2, Math.nextUp(2.0), 2.0005, 2.002, 10, 1024};
        return onEvery("maps", KernelKind::isMap, subject -> {
            for (ComplexRegion region : regions) {
                for (double threshold : thresholds) {
                    for (int limit : new int[] {1, 5, 6, 7, 255, 1300}) {
                        assertCountsAsTheReference(
                                subject, new MandelbrotSet(threshold, limit, subject.precision), region.grid(47, 13));
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> countsRandomPictures() {
        return onEvery("random pictures", subject -> {
            Random random = new Random(subject.kind.isMap() ? 5 : 4);
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
