package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.juliaset.Golden;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.devices.DeviceCatalogue;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.MandelbrotSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine of this machine gives the reference's counts, to the last bit. */
class EngineConformanceTest {
    private static final List<Engine> ENGINES = new ArrayList<>();
    private static final List<String> NOTES = new ArrayList<>();

    @BeforeAll
    static void startEveryDevice() {
        DeviceCatalogue catalogue = DeviceCatalogue.ofThisMachine(2);
        NOTES.addAll(catalogue.notes());
        for (Device device : catalogue.devices()) {
            Optional<String> reason = catalogue.examine(device).problem();
            if (reason.isEmpty()) {
                ENGINES.add(catalogue.choose(device.id()).engine());
            } else {
                NOTES.add(device + " cannot be used: " + reason.get());
            }
        }
    }

    @AfterAll
    static void closeAll() {
        ENGINES.forEach(Engine::close);
    }

    private static final Sampling SMOOTH = new Sampling(1, true);

    private static Counts compute(Engine engine, EscapeSet set, Grid grid) {
        return compute(engine, new Scene(set, grid));
    }

    private static Counts compute(Engine engine, Scene scene) {
        Tile whole = scene.grid().whole();
        Counts counts = Counts.allocate(scene, whole);
        engine.compute(scene, whole, counts);
        return counts;
    }

    private static void assertEqual(Counts expected, Counts actual) {
        for (int pixel = 0; pixel < expected.size(); pixel++) {
            if (expected.get(pixel) != actual.get(pixel)) {
                fail("pixel " + pixel + ": " + actual.get(pixel) + " instead of " + expected.get(pixel));
            }
        }
    }

    private static Stream<DynamicTest> onEveryEngine(Stream<Named<Case>> cases) {
        return cases.flatMap(c -> ENGINES.stream().map(engine -> DynamicTest.dynamicTest(
                c.getName() + " on " + engine.device().id(), () -> c.getPayload().check(engine))));
    }

    @FunctionalInterface
    private interface Case {
        void check(Engine engine);
    }

    @Test
    void anOpenClDeviceIsAmongThem() {
        if (ENGINES.stream().allMatch(engine -> engine.device().type() == Device.Type.BUILT_IN)) {
            abort("no OpenCL device could be tested: " + NOTES);
        }
    }

    /** Any rectangle, also wider than what engines sample at once, has the pixels that the picture has there. */
    @TestFactory
    Stream<DynamicTest> tilesAreThePicturesPixelsBitForBit() {
        return onEveryEngine(Stream.of(
                tiles("8 bits", new JuliaSet(-0.835, -0.2321, 2, 100), 701),
                tiles("16 bits", new JuliaSet(-0.835, -0.2321, 1.9, 700), 333),
                tiles("32 bits and float32", new JuliaSet(0.2501, 0, 2, 70_000, Precision.FLOAT32), 90),
                tiles("a map", new MandelbrotSet(2, 700), 333)));
    }

    private static Named<Case> tiles(String name, EscapeSet set, int resolution) {
        return Named.of(name, engine -> {
            Grid grid = new ComplexRegion(-1.6, 1.7, 1.1, -0.9).grid(resolution);
            Scene scene = new Scene(set, grid);
            Counts picture = compute(engine, set, grid);
            Random random = new Random(resolution);
            for (int k = 0; k < 40; k++) {
                int column = random.nextInt(resolution);
                int row = random.nextInt(picture.rows());
                Tile tile = new Tile(row, 1 + random.nextInt(picture.rows() - row), column,
                        1 + random.nextInt(resolution - column));
                Counts counts = Counts.allocate(scene, tile);
                engine.compute(scene, tile, counts);
                for (int y = 0; y < tile.rows(); y++) {
                    for (int x = 0; x < tile.columns(); x++) {
                        int found = counts.get(x, y);
                        int expected = picture.get(column + x, row + y);
                        if (found != expected) {
                            fail(tile + ", column " + x + ", row " + y + ": " + found + " instead of " + expected);
                        }
                    }
                }
            }
        });
    }

    @Test
    void aTileOfManyColumnsAndSomeRowsIsComputedInParts() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1e-4, -1e-4).grid(200_000);
        Scene scene = new Scene(new JuliaSet(-0.835, -0.2321, 2, 30), grid);
        Tile tile = new Tile(3, 5, 7, 150_001);
        try (Engine scalar = CpuProvider.scalar(1)) {
            Counts counts = Counts.allocate(scene, tile);
            scalar.compute(scene, tile, counts);
            for (int row = 0; row < 5; row++) {
                Tile part = new Tile(3 + row, 1, 7 + 100_000, 1000);
                Counts expected = Counts.allocate(scene, part);
                scalar.compute(scene, part, expected);
                for (int column = 0; column < 1000; column++) {
                    assertEquals(expected.get(column, 0), counts.get(100_000 + column, row));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> countsAreThoseOfTheGoldenCases() {
        Stream<Golden.CountsCase> cases =
                Stream.concat(Golden.counts(), Stream.concat(Golden.smooth(), Golden.maps()));
        return onEveryEngine(cases.map(golden -> Named.of(
                (golden.scene().sampling().smooth() ? "smooth " : "") + golden.name(), engine -> {
            assertEquals(golden.width(), golden.grid().width());
            assertEquals(golden.height(), golden.grid().height());
            assertEquals(golden.sha256(), Golden.sha256(compute(engine, golden.scene())));
        })));
    }

    @ParameterizedTest
    @MethodSource({"org.juliaset.Golden#counts", "org.juliaset.Golden#smooth", "org.juliaset.Golden#maps"})
    void theScalarEnginesCountsAreThoseOfTheGoldenCases(Golden.CountsCase golden) {
        try (Engine scalar = CpuProvider.scalar(1)) {
            assertEquals(golden.sha256(), Golden.sha256(compute(scalar, golden.scene())));
        }
    }

    @TestFactory
    Stream<DynamicTest> smoothCountsEqualTheScalarEnginesForRandomPictures() {
        Random random = new Random(20261126);
        return onEveryEngine(Stream.generate(() -> {
            double x = random.nextDouble() * 3 - 1.5;
            double y = random.nextDouble() * 2 - 1;
            double span = Math.pow(10, -random.nextDouble() * 6);
            double threshold = switch (random.nextInt(4)) {
                case 0 -> 1 + Math.pow(10, -random.nextInt(15));
                case 1 -> 1 + random.nextDouble() * 2;
                case 2 -> 1024;
                default -> Math.pow(10, random.nextDouble() * 9);
            };
            JuliaSet set = new JuliaSet(
                    random.nextDouble() * 2 - 1.5, random.nextDouble() * 2 - 1, threshold, 1 + random.nextInt(600),
                    random.nextBoolean() ? Precision.FLOAT64 : Precision.FLOAT32);
            Grid grid = new ComplexRegion(x, x + span, y, y - span).grid(1 + random.nextInt(90));
            return smoothEqualToScalar(set + ", " + grid.region(), set, grid);
        }).limit(60));
    }

    @TestFactory
    Stream<DynamicTest> mapsEqualTheScalarEnginesForRandomPictures() {
        Random random = new Random(20261127);
        return onEveryEngine(Stream.generate(() -> {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = 1 + 0.1 * random.nextGaussian();
            // near the boundary of the main cardioid, or of the disc beside it, or anywhere
            double x = switch (random.nextInt(3)) {
                case 0 -> radius * Math.cos(angle) / 2 - radius * radius * Math.cos(2 * angle) / 4;
                case 1 -> -1 + radius * Math.cos(angle) / 4;
                default -> 5 * random.nextDouble() - 3;
            };
            double y = random.nextInt(3) == 0
                    ? 3 * random.nextDouble() - 1.5
                    : radius * Math.sin(angle) / 2 - radius * radius * Math.sin(2 * angle) / 4;
            double span = Math.pow(10, 1 - random.nextDouble() * 9);
            double threshold = switch (random.nextInt(5)) {
                case 0 -> 0.3 + 1.7 * random.nextDouble();
                case 1 -> 1024;
                case 2 -> 2 + 2e-3 * random.nextDouble();
                default -> 2;
            };
            int sign = random.nextBoolean() ? 1 : -1;
            MandelbrotSet set = new MandelbrotSet(
                    threshold, 1 + random.nextInt(900), random.nextBoolean() ? Precision.FLOAT64 : Precision.FLOAT32);
            Grid grid = new ComplexRegion(x, x + sign * span, y, y - span).grid(1 + random.nextInt(90));
            Scene scene = new Scene(set, grid, new Sampling(1, threshold > 1 && random.nextBoolean()));
            return equalToScalar(scene + ", " + grid.region(), scene);
        }).limit(80));
    }

    @TestFactory
    Stream<DynamicTest> mapsEqualTheScalarEnginesAtAwkwardParameters() {
        Grid whole = new ComplexRegion(-2.35, 0.85, 1.25, -1.25).grid(101);
        Grid tip = new ComplexRegion(-2.11, -1.89, -0.11, 0.11).grid(67);
        Grid remote = new ComplexRegion(1e75, -1e75, 1e75, -1e75).grid(11);
        Grid cusp = new ComplexRegion(0.25, 0.252, 0.0005, -0.0005).grid(41);
        return onEveryEngine(Stream.of(
                equalToScalar("threshold 0.01", new Scene(new MandelbrotSet(0.01, 80), whole)),
                equalToScalar("threshold whose square is 0", new Scene(new MandelbrotSet(1e-200, 80), whole)),
                equalToScalar("threshold 1e75", new Scene(new MandelbrotSet(1e75, 80), whole)),
                equalToScalar("remote region", new Scene(new MandelbrotSet(1e75, 80), remote)),
                equalToScalar("around the tip", new Scene(new MandelbrotSet(2, 700), tip)),
                equalToScalar("around the tip, smooth", new Scene(new MandelbrotSet(2, 700), tip, SMOOTH)),
                equalToScalar("around the tip, smooth from 1024", new Scene(new MandelbrotSet(1024, 700), tip, SMOOTH)),
                equalToScalar("long orbits", new Scene(new MandelbrotSet(1024, 70_001), cusp, SMOOTH)),
                equalToScalar("the largest limit", new Scene(
                        new MandelbrotSet(2, Sampling.MAX_SMOOTH_LIMIT),
                        new ComplexRegion(-0.1, 0.1, 0.1, -0.1).grid(21), SMOOTH)),
                equalToScalar("1 pixel", new Scene(new MandelbrotSet(2, 300), whole.region().grid(1)))));
    }

    @TestFactory
    Stream<DynamicTest> smoothCountsEqualTheScalarEnginesAtAwkwardParameters() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(101);
        Grid remote = new ComplexRegion(1e75, -1e75, 1e75, -1e75).grid(11);
        Grid edge = new ComplexRegion(-0.3, 0.3, 0.1, -0.1).grid(41);
        Grid coarse = grid.region().grid(21);
        return onEveryEngine(Stream.of(
                smoothEqualToScalar("threshold 1e75", new JuliaSet(-0.835, -0.2321, 1e75, 80), grid),
                smoothEqualToScalar(
                        "threshold just above 1", new JuliaSet(-0.835, -0.2321, Math.nextUp(1.0), 80), grid),
                smoothEqualToScalar(
                        "threshold just above 1 in float32",
                        new JuliaSet(-0.835, -0.2321, Math.nextUp(1.0), 80, Precision.FLOAT32), grid),
                smoothEqualToScalar("c 1e75", new JuliaSet(1e75, -1e75, 1e75, 80), grid),
                smoothEqualToScalar("remote region", new JuliaSet(0, 0, 1e75, 80), remote),
                smoothEqualToScalar("long orbits", new JuliaSet(0.2501, 0, 1024, 70_001), edge),
                smoothEqualToScalar("the largest limit", new JuliaSet(-1, 0, 2, Sampling.MAX_SMOOTH_LIMIT), coarse)));
    }

    private static Named<Case> smoothEqualToScalar(String name, JuliaSet set, Grid grid) {
        return equalToScalar(name, new Scene(set, grid, SMOOTH));
    }

    @TestFactory
    Stream<DynamicTest> countsEqualTheScalarEnginesAtAwkwardSizes() {
        int[][] sizes = {{1, 1}, {1, 9}, {2, 1}, {3, 3}, {4, 1}, {5, 2}, {7, 1}, {8, 8}, {63, 5}, {65, 3}, {257, 2}};
        return onEveryEngine(Stream.of(sizes).map(size -> {
            Grid grid = new ComplexRegion(-0.1, 0.1, 0.1 * size[1] / size[0], -0.1 * size[1] / size[0]).grid(size[0]);
            return equalToScalar(size[0] + " x " + size[1], new JuliaSet(-0.835, -0.2321, 2, 255), grid);
        }));
    }

    @TestFactory
    Stream<DynamicTest> countsEqualTheScalarEnginesAtEveryWidthOfCounts() {
        Grid grid = new ComplexRegion(-0.3, 0.3, 0.1, -0.1).grid(41);
        return onEveryEngine(Stream.of(1, 2, 254, 255, 256, 257, 65534, 65535, 65536, 70001)
                .map(limit -> equalToScalar("itermax " + limit, new JuliaSet(0.2501, 0, 2, limit), grid)));
    }

    @TestFactory
    Stream<DynamicTest> countsEqualTheScalarEnginesAtAwkwardParameters() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(101);
        Grid mirrored = new ComplexRegion(1.6, -1.6, -1, 1).grid(101);
        Grid remote = new ComplexRegion(1e75, -1e75, 1e75, -1e75).grid(11);
        Grid tiny = new ComplexRegion(0.1, 0.1 + 1e-15, 1e-15, 0).grid(17);
        JuliaSet article = new JuliaSet(-0.835, -0.2321, 2, 80);
        return onEveryEngine(Stream.of(
                equalToScalar("threshold 0.7", new JuliaSet(-0.835, -0.2321, 0.7, 80), grid),
                equalToScalar("threshold 0.01", new JuliaSet(-0.835, -0.2321, 0.01, 80), grid),
                equalToScalar("threshold whose square is 0", new JuliaSet(0, 0, 1e-200, 80), grid),
                equalToScalar("threshold 1e75", new JuliaSet(-0.835, -0.2321, 1e75, 80), grid),
                equalToScalar("c 1e75", new JuliaSet(1e75, -1e75, 1e75, 80), grid),
                equalToScalar("mirrored axes", article, mirrored),
                equalToScalar("remote region", new JuliaSet(0, 0, 1e75, 80), remote),
                equalToScalar("region below the spacing of numbers", article, tiny)));
    }

    @TestFactory
    Stream<DynamicTest> countsEqualTheScalarEnginesForRandomPictures() {
        Random random = new Random(20261122);
        return onEveryEngine(Stream.generate(() -> {
            double x = random.nextDouble() * 3 - 1.5;
            double y = random.nextDouble() * 2 - 1;
            double span = Math.pow(10, -random.nextDouble() * 8);
            JuliaSet set = new JuliaSet(
                    random.nextDouble() * 2 - 1.5, random.nextDouble() * 2 - 1, 0.5 + random.nextDouble() * 3,
                    1 + random.nextInt(600));
            Grid grid = new ComplexRegion(x, x + span, y, y - span).grid(1 + random.nextInt(90));
            return equalToScalar(set + ", " + grid.region(), set, grid);
        }).limit(40));
    }

    @TestFactory
    Stream<DynamicTest> countsEqualTheScalarEnginesInFloat32() {
        return onEveryEngine(Golden.counts().filter(golden -> golden.grid().pixels() < 1_000_000).map(golden ->
                equalToScalar(golden.name() + " in float32", golden.set().in(Precision.FLOAT32), golden.grid())));
    }

    @TestFactory
    Stream<DynamicTest> anyBandingEqualsTheWhole() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(203);
        JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, 300);
        Random random = new Random(7);
        return onEveryEngine(Stream.of(1, 5, 50, 127)
                .map(most -> Named.of("bands of up to " + most + " rows", engine -> {
            Counts whole = compute(engine, set, grid);
            Counts banded = Counts.allocate(grid.width(), (int) grid.height(), 300);
            for (int row = 0; row < grid.height(); ) {
                Tile band = new Tile(row, (int) Math.min(1 + random.nextInt(most), grid.height() - row));
                engine.compute(new Scene(set, grid), band, banded.slice(band));
                row += band.rows();
            }
            assertEqual(whole, banded);
        })));
    }

    private static Named<Case> equalToScalar(String name, JuliaSet set, Grid grid) {
        return equalToScalar(name, new Scene(set, grid));
    }

    /** The scalar engine computes once for all engines. */
    private static Named<Case> equalToScalar(String name, Scene scene) {
        Counts[] expected = new Counts[1];
        return Named.of(name, engine -> {
            if (expected[0] == null) {
                expected[0] = compute(CpuProvider.scalar(1), scene);
            }
            assertEqual(expected[0], compute(engine, scene));
        });
    }
}
