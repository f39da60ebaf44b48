package org.juliaset.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.juliaset.Golden;
import org.juliaset.compute.cpu.CpuProvider;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Precision;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fractions of smooth counts against their definition. */
class SmoothLevelsTest {
    private static final Map<Double, double[]> EDGES = new HashMap<>();

    /** Hashes of float64 little-endian by mpmath 1.3 with 400 bits. */
    @ParameterizedTest
    @CsvSource({
        "2, 64480d9ae7f2219fc95b1a391d793cf3e7118d8a7ea52ca400026cfbc7f98985",
        "1024, fdfd739286815d646ed2ba972f272ad3344065c30c4d2f915ff0add64a575163",
        "256.5, 4232591b8343a775833ed737e537bd7e5afb39b88f1f87c63dd04c63fb9e58f7",
        "1e75, b1c6320311e66828f9ce5429d3e53882e11abcaf50b65e8f1da930b855688390",
        "1.0000001, 8c88b75242a6b9ff411874b551314d943fa3220474a9a887cc3f4bf74cfb7f86",
        "1.0000000000000002, f6067f0aec3ec534f73de10cde46a131040b87722e7fa4d991bac198345be6fe",
        "3.7, 8bf4217fd8318e629469f0783501a3ec14917def6549c50319eb7186dba28d26"
    })
    void edgesAreTheNearestNumbers(double threshold, String sha256) {
        double[] edges = SmoothEdges.of(threshold * threshold);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * edges.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(edges);
        assertEquals(sha256, Golden.sha256(bytes.array()));
    }

    @Test
    void exactArithmeticGivesTheSameEdges() {
        Random random = new Random(5);
        for (int edge = 0; edge < 60; edge++) {
            double bound = 1 + Math.pow(10, random.nextDouble() * 160 - 10);
            int j = 1 + random.nextInt(Sampling.UNITS - 1);
            assertEquals(SmoothEdges.exact(bound, j), SmoothEdges.of(bound)[j - 1], () -> bound + ", " + j);
        }
    }

    /** At each edge, next to it and between edges, in cells of every width. */
    @ParameterizedTest
    @ValueSource(doubles = {
        1.0000000000000002, 1.0000000000005, 1.000000001, 1.00001, 1.001, 1.1, 1.5, 2, 3.7, 10, 256.5, 1024, 54321, 1e9
    })
    void levelsAreTheEdgesThatTheNormHasComeTo(double threshold) {
        double bound = threshold * threshold;
        double[] edges = SmoothEdges.of(bound);
        SmoothLevels levels = SmoothLevels.of(bound, Precision.FLOAT64);
        SmoothLevels levels32 = SmoothLevels.of(bound, Precision.FLOAT32);
        Random random = new Random(3);
        for (int j = 0; j < edges.length; j++) {
            double between = bound + (edges[j] - bound) * random.nextDouble();
            for (double norm : new double[] {edges[j], Math.nextUp(edges[j]), Math.nextDown(edges[j]), between}) {
                assertLevel(levels, levels32, bound, edges, norm);
            }
        }
        for (double norm : new double[] {bound, bound * bound, bound * bound * 3, 1e300, Double.POSITIVE_INFINITY}) {
            assertLevel(levels, levels32, bound, edges, norm);
        }
    }

    private static void assertLevel(
            SmoothLevels levels, SmoothLevels levels32, double bound, double[] edges, double norm) {
        if (norm >= bound) {
            assertEquals(smooth(7, edges, norm, Precision.FLOAT64),
                    levels.smooth(7, Double.doubleToRawLongBits(norm)), () -> norm + " past " + bound);
        }
        float narrow = (float) norm;
        for (float norm32 : new float[] {narrow, Math.nextUp(narrow), Math.nextDown(narrow)}) {
            if (norm32 >= (float) bound) {
                assertEquals(smooth(7, edges, norm32, Precision.FLOAT32),
                        levels32.smooth(7, Float.floatToRawIntBits(norm32)), () -> norm32 + " past " + bound);
            }
        }
    }

    /** By the definition; the edges of float32 are rounded once. */
    private static int smooth(int count, double[] edges, double norm, Precision precision) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) / 2;
            double edge = precision == Precision.FLOAT64 ? edges[middle] : (float) edges[middle];
            if (norm >= edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return count * 4096 + 4095 - low;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, Double.NaN, 1e155, Double.POSITIVE_INFINITY})
    void aBoundWithoutLevelsIsRefused(double bound) {
        assertThrows(IllegalArgumentException.class, () -> SmoothLevels.of(bound, Precision.FLOAT64));
    }

    /** The scalar engine's, by a loop over all edges at each pixel. */
    @Test
    void theUpperBitsAreThePlainCountAndTheOthersTheDefinition() {
        Grid grid = new ComplexRegion(-1.6, 1.6, 1, -1).grid(60);
        for (Precision precision : Precision.values()) {
            for (double threshold : new double[] {1.2, 2, 1024}) {
                Scene scene = new Scene(
                        new JuliaSet(-0.835, -0.2321, threshold, 90, precision), grid, new Sampling(1, true));
                Counts counts = Counts.allocate(scene, grid.whole());
                CpuProvider.scalar(1).compute(scene, grid.whole(), counts);
                double[] ys = grid.rows(grid.whole());
                for (int row = 0; row < counts.rows(); row++) {
                    for (int column = 0; column < counts.width(); column++) {
                        int expected = defined(grid.columns()[column], ys[row], (JuliaSet) scene.set());
                        assertEquals(expected, counts.get(column, row));
                    }
                }
            }
        }
    }

    private static int defined(double x, double y, JuliaSet set) {
        boolean single = set.precision() == Precision.FLOAT32;
        double[] edges = EDGES.computeIfAbsent(set.bound(), SmoothEdges::of);
        double re = single ? (float) x : x;
        double im = single ? (float) y : y;
        for (int n = 0; n < set.iterationLimit(); n++) {
            double norm;
            if (single) {
                float a = (float) re;
                float b = (float) im;
                float next = (a * a - b * b) + (float) set.real();
                im = (a * b + a * b) + (float) set.imag();
                re = next;
                norm = next * next + (float) im * (float) im;
            } else {
                double next = (re * re - im * im) + set.real();
                im = (re * im + re * im) + set.imag();
                re = next;
                norm = re * re + im * im;
            }
            if (norm >= (single ? (float) set.bound() : set.bound())) {
                int level = 0;
                for (double edge : edges) {
                    level += norm >= (single ? (float) edge : edge) ? 1 : 0;
                }
                return n * 4096 + 4095 - level;
            }
        }
        return set.iterationLimit() * 4096;
    }
}
