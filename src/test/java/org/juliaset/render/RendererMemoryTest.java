package org.juliaset.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.juliaset.Golden;
import org.juliaset.color.ToneMap;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererMemoryTest {
    private static final Grid OVERVIEW = new ComplexRegion(-1.6, 1.6, 1, -1).grid(500);

    /** In two parts, as for a caller whose memory is in pieces. */
    private static Counts countedInTwo(Renderer renderer, JuliaSet set, Grid grid) throws InterruptedException {
        int height = (int) grid.height();
        int width = (int) grid.width();
        byte[] bytes = new byte[Counts.bytesFor(width, height, set.iterationLimit())];
        int half = height / 2;
        int from = 0;
        for (Tile part : half == 0
                ? new Tile[] {grid.whole()}
                : new Tile[] {new Tile(0, half), new Tile(half, height - half)}) {
            int size = Counts.bytesFor(width, part.rows(), set.iterationLimit());
            ByteBuffer memory = ByteBuffer.allocateDirect(size);
            renderer.counts(new Scene(set, grid), part, memory);
            memory.get(0, bytes, from, size);
            from += size;
        }
        return Counts.over(bytes, width, height, set.iterationLimit());
    }

    @ParameterizedTest
    @MethodSource("org.juliaset.Golden#counts")
    void countsOfPartsAreThoseOfTheWhole(Golden.CountsCase golden) throws Exception {
        try (Renderer renderer = Renderer.open("cpu")) {
            assertEquals(golden.sha256(), Golden.sha256(countedInTwo(renderer, golden.set(), golden.grid())));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 255, 256, 65535, 65536, 70000})
    void valuesOfPartsAreThoseOfTheWhole(int limit) throws Exception {
        JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, limit);
        Tile part = new Tile(101, 99);
        int size = part.rows() * 500;
        try (Renderer renderer = Renderer.open("cpu")) {
            DoubleBuffer memory =
                    ByteBuffer.allocateDirect(8 * size).order(ByteOrder.nativeOrder()).asDoubleBuffer();
            renderer.normalised(new Scene(set, OVERVIEW), 5, part, memory);
            double[] values = new double[size];
            memory.get(0, values);
            Counts counts = renderer.counts(new Scene(set, OVERVIEW)).slice(part);
            assertArrayEquals(new ToneMap(5, limit).values(counts), values);
        }
    }

    @Test
    void memoryThatIsTooSmallIsNotLeft() throws Exception {
        JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, 80);
        ByteBuffer memory = ByteBuffer.allocateDirect(500 * 100 - 1);
        try (Renderer renderer = Renderer.open("cpu")) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> renderer.counts(new Scene(set, OVERVIEW), new Tile(0, 100), memory));
        }
    }

    @Test
    void parametersAreCheckedFirst() throws Exception {
        JuliaSet set = new JuliaSet(-0.835, -0.2321, 2, 80);
        try (Renderer renderer = Renderer.open("cpu")) {
            assertThrows(
                    InvalidParameterException.class,
                    () -> renderer.normalised(new Scene(set, OVERVIEW), 80, new Tile(0, 1),
                    DoubleBuffer.allocate(500)));
        }
    }
}
