package org.juliaset.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.juliaset.compute.Engine;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.KernelKind;
import org.juliaset.compute.TestEngine;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.EscapeSet;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the built-in engine computes a tile block by block. */
class CpuEngineTest {
    private final Engine engine = new CpuProvider(1).open(new CpuProvider(1).discover().devices().get(0));

    private static Counts byTheScalarKernel(Scene scene, Tile tile) {
        EscapeSet set = scene.set();
        Counts counts = Counts.allocate(scene, tile);
        ScalarKernel.count(
                scene.grid().columns(tile), scene.grid().rows(tile), set.sharedReal(), set.sharedImag(), set.bound(),
                set.iterationLimit(), counts);
        return counts;
    }

    /** Limits from which a tile is one block to those of which each pixel is more than one. */
    @ParameterizedTest
    @ValueSource(ints = {100, 5_000, 70_000, 1_000_000, 30_000_000, Integer.MAX_VALUE - 1})
    void blocksHaveTheCountsOfTheTile(int limit) {
        Random random = new Random(limit);
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(400);
        // every orbit escapes soon
        Scene scene = new Scene(new JuliaSet(0.8, 0.2, 2, limit), grid);
        for (int k = 0; k < 40; k++) {
            int row = random.nextInt((int) grid.height());
            int column = random.nextInt((int) grid.width());
            Tile tile = k % 4 == 0
                    ? new Tile(row, 1 + random.nextInt((int) grid.height() - row))
                    : new Tile(
                            row, 1 + random.nextInt((int) grid.height() - row), column,
                            1 + random.nextInt((int) grid.width() - column));
            Counts counts = Counts.allocate(scene, tile);
            engine.compute(scene, tile, counts);
            assertEquals(byTheScalarKernel(scene, tile).buffer(), counts.buffer(), tile.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"65536, 7, 100", "70000, 7, 100", "200001, 1, 100", "70000, 5, 100000"})
    void blocksOfWideRowsHaveTheCountsOfTheTile(int width, int rows, int limit) {
        Scene scene = new Scene(new JuliaSet(0.8, 0.2, 2, limit), new ComplexRegion(-1.6, 1.6, 1, -1).grid(width));
        Tile tile = new Tile(1000, rows);
        Counts counts = Counts.allocate(scene, tile);
        engine.compute(scene, tile, counts);
        assertEquals(byTheScalarKernel(scene, tile).buffer(), counts.buffer());
    }

    @Test
    void theKernelIsTheOneThatComputes() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(400);
        Scene scene = new Scene(new JuliaSet(0.8, 0.2, 2, 100), grid);
        Scene reentrant = new Scene(new JuliaSet(0.8, 0.2, 1.5, 100), grid);
        Scene narrow = new Scene(scene.set(), new ComplexRegion(0, 1, 1, 0).grid(1));
        assertEquals("orbits interleaved", engine.kernel(scene));
        assertEquals(1, engine.lanes());
        engine.warmUp(scene);
        int lanes = SimdSupport.kernel(KernelKind.PLAIN).lanes();
        // vectors that are no faster here leave the reason
        if (engine.lanes() > 1) {
            assertEquals("SIMD, " + lanes + " lanes", engine.kernel(scene));
        } else {
            assertTrue(engine.kernel(scene).startsWith("orbits interleaved; no SIMD: with " + lanes + " lanes"));
        }
        assertEquals("orbits interleaved", engine.kernel(narrow).replaceFirst(";.*", ""));
        assertEquals("orbits interleaved", engine.kernel(reentrant));
        engine.warmUp(reentrant);
        assertEquals(engine.kernel(scene), engine.kernel(reentrant));
        Scene float32 = new Scene(new JuliaSet(0.8, 0.2, 2, 100, Precision.FLOAT32), grid);
        assertEquals("orbits interleaved", engine.kernel(float32));
    }

    /** An engine whose kernel takes a tenth of a millisecond for a block, and reports the time to come. */
    private Engine reporting(LongConsumer toCome) {
        Kernel kernel = new Kernel() {
            @Override
            public void count(
                    double[] xs, double[] ys, double cre, double cim, double bound, int limit, Counts counts) {
                LockSupport.parkNanos(100_000);
            }

            @Override
            public void spent(long nanos, long nanosToCome) {
                toCome.accept(nanosToCome);
            }
        };
        return new CpuEngine(engine.device(), (kind, isFinal) -> new CpuEngine.Kernels(kernel, kernel));
    }

    @Test
    void aSceneThatSimdDoesNotServeDoesNotPrepareIt() {
        AtomicInteger told = new AtomicInteger();
        Engine counting = reporting(nanosToCome -> told.incrementAndGet());
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(40);
        for (int limit : new int[] {1 << 23, 100}) {
            Scene scene = new Scene(new JuliaSet(0.8, 0.2, 2, limit, Precision.FLOAT32), grid);
            counting.compute(scene, grid.whole(), Counts.allocate(scene, grid.whole()));
            assertEquals(limit == 100, told.get() > 0, "limit " + limit);
        }
    }

    /** As a film has frames: each is small, and all of them are worth a faster kernel. */
    @Test
    void picturesThatAreExpectedCountAsTimeToCome() {
        AtomicLong toCome = new AtomicLong();
        Engine counting = reporting(toCome::set);
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(40);
        Scene scene = new Scene(new JuliaSet(0.8, 0.2, 2, 100), grid);
        Counts counts = Counts.allocate(scene, grid.whole());
        counting.compute(scene, grid.whole(), counts);
        assertEquals(0, toCome.get());
        counting.expect(3 * grid.pixels());
        for (int after = 3; after > 0; after--) {
            counting.compute(scene, grid.whole(), counts);
            assertTrue(toCome.get() >= after * 100_000L, toCome + " ns for " + after);
        }
        counting.compute(scene, grid.whole(), counts);
        assertEquals(0, toCome.get());
    }

    @Test
    void anInterruptedThreadComputesNoBlockAndStaysInterrupted() {
        Scene scene = new Scene(new JuliaSet(0, 0, 2, 100), new ComplexRegion(-1, 1, 1, -1).grid(10));
        Thread.currentThread().interrupt();
        EngineException failure = assertThrows(EngineException.class,
                () -> engine.compute(scene, new Tile(0, 10), Counts.allocate(scene, new Tile(0, 10))));
        assertTrue(Thread.interrupted(), "the flag was cleared");
        assertEquals("interrupted", failure.getMessage());
    }
}
