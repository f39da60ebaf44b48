package org.juliaset.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.juliaset.Golden;
import org.juliaset.bench.ladder.HypotLoopRung;
import org.juliaset.bench.ladder.NaiveRung;
import org.juliaset.bench.ladder.Rung;
import org.juliaset.bench.ladder.SquaredNormRung;
import org.juliaset.bench.ladder.WholeArrayRung;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.render.Renderer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The article's implementations count as the scalar engine does. */
@Tag("one-jdk")
class LadderTest {
    private static final List<Rung> WITH_ROOT = List.of(new NaiveRung(), new WholeArrayRung(), new HypotLoopRung());
    private static final List<Rung> WITHOUT_ROOT = List.of(new SquaredNormRung(false), new SquaredNormRung(true));

    private static Counts compute(Rung rung, Golden.CountsCase golden) {
        Grid grid = golden.grid();
        Counts counts = Counts.allocate(grid.width(), (int) grid.height(), golden.set().iterationLimit());
        rung.compute(golden.set(), grid, counts);
        return counts;
    }

    private static Stream<DynamicTest> tests(List<Rung> rungs, Stream<Golden.CountsCase> cases, Check check) {
        return cases.flatMap(golden -> rungs.stream().map(
                rung -> DynamicTest.dynamicTest(rung.name() + " on " + golden, () -> check.of(rung, golden))));
    }

    @FunctionalInterface
    private interface Check {
        void of(Rung rung, Golden.CountsCase golden) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> withoutARootEveryGoldenCountIsMet() {
        return tests(WITHOUT_ROOT, Golden.counts(), (rung, golden) ->
                assertEquals(golden.sha256(), Golden.sha256(compute(rung, golden))));
    }

    private static Stream<Golden.CountsCase> article() {
        return Golden.counts().filter(golden -> golden.name().startsWith("article-"));
    }

    @TestFactory
    Stream<DynamicTest> onTheArticlesPicturesARootChangesNoCount() {
        return tests(WITH_ROOT, article().filter(golden -> golden.grid().pixels() < 1_000_000), (rung, golden) ->
                assertEquals(golden.sha256(), Golden.sha256(compute(rung, golden))));
    }

    /** On all 16 million pixels; number objects and whole arrays, which take long, on every fourth each way. */
    @TestFactory
    Stream<DynamicTest> onTheArticlesLargePictureARootChangesNoCount() {
        Golden.CountsCase large =
                article().filter(golden -> golden.grid().pixels() > 1_000_000).findAny().orElseThrow();
        Counts whole = compute(new HypotLoopRung(), large);
        Grid coarse = large.grid().region().grid(large.grid().width() / 4);
        DynamicTest all = DynamicTest.dynamicTest("loop with hypot", () ->
                assertEquals(large.sha256(), Golden.sha256(whole)));
        return Stream.concat(Stream.of(all), Stream.of(new NaiveRung(), new WholeArrayRung()).map(
                rung -> DynamicTest.dynamicTest(rung.name(), () -> {
            Counts some = Counts.allocate(coarse.width(), (int) coarse.height(), large.set().iterationLimit());
            rung.compute(large.set(), coarse, some);
            for (int y = 0; y < some.rows(); y++) {
                for (int x = 0; x < some.width(); x++) {
                    assertEquals(whole.get(4 * x, 4 * y), some.get(x, y), rung.name());
                }
            }
        })));
    }

    /** The root may round |z| to the threshold, or away from it, where the squares are just about equal. */
    @TestFactory
    Stream<DynamicTest> elsewhereARootChangesACountOnlyWithinRoundingOfTheThreshold() {
        Stream<Golden.CountsCase> small = Golden.counts().filter(golden -> golden.grid().pixels() < 100_000);
        return tests(WITH_ROOT, small, (rung, golden) -> {
            Counts counts = compute(rung, golden);
            Counts expected;
            try (Renderer renderer = new Renderer(CpuProvider.scalar(1), 1)) {
                expected = renderer.counts(golden.scene());
            }
            double[] xs = golden.grid().columns();
            double[] ys = golden.grid().rows(golden.grid().whole());
            for (int pixel = 0; pixel < counts.size(); pixel++) {
                if (counts.get(pixel) != expected.get(pixel)) {
                    int first = Math.min(counts.get(pixel), expected.get(pixel));
                    double norm = norm(xs[pixel % xs.length], ys[pixel / xs.length], golden.set(), first);
                    double off = Math.abs(Math.sqrt(norm) / golden.set().threshold() - 1);
                    assertTrue(off < 1e-15, "pixel " + pixel + " differs, |z| is off by " + off);
                }
            }
        });
    }

    /** |z|² after the step that follows some steps. */
    private static double norm(double x, double y, JuliaSet set, int steps) {
        double re = x;
        double im = y;
        for (int n = 0; n <= steps; n++) {
            double product = re * im;
            re = (re * re - im * im) + set.real();
            im = (product + product) + set.imag();
        }
        return re * re + im * im;
    }
}
