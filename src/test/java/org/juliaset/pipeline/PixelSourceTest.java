package org.juliaset.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.juliaset.color.Coloring;
import org.juliaset.color.Shader;
import org.juliaset.compute.Engine;
import org.juliaset.compute.TileSource;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class PixelSourceTest {
    /** Has 0 for each count. */
    private record Nothing(boolean usesCallerThread) implements TileSource {
        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public Engine.Elapsed fill(Scene scene, Tile tile, Counts counts) {
            return Engine.Elapsed.NONE;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @ParameterizedTest
    @CsvSource({"700, 2, true", "700, 3, true", "900, 2, false", "990, 5, false", "999, 16, true", "1000, 1, true"})
    void roomForTheFirstBandDoesForNarrowerOnes(int columns, int perSide, boolean onCallerThread) {
        JuliaSet set = new JuliaSet(-1, 0, 2, 50, Precision.FLOAT64);
        Scene scene = new Scene(set, new ComplexRegion(-1, 1, 1, -1).grid(1000), new Sampling(perSide, false));
        Shader shader = new Coloring(5).shader(scene, Byte.SIZE);
        PixelSource source = new PixelSource(scene, new Nothing(onCallerThread), shader);
        Tile first = new Tile(0, 256, 0, columns);
        byte[] counts = new byte[source.countBytes(first)];
        byte[] pixels = new byte[source.pixelBytes(first, 0)];
        for (int narrow = 1; narrow < columns; narrow += 37) {
            source.compute(new Tile(0, 256, 1000 - narrow, narrow), 0, counts, pixels);
        }
        assertEquals(256 * columns, pixels.length);
    }
}
