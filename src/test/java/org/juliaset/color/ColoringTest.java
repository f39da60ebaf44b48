package org.juliaset.color;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.juliaset.model.ComplexRegion;
import org.juliaset.model.Counts;
import org.juliaset.model.JuliaSet;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColoringTest {
    private static final Palette NOT_CYCLIC = Palette.ofStops("#102030,#ffaa00 40%,#fff");
    private static final Palette CYCLIC = Palette.ofStops("#102030,#ffaa00 40%,#102030");

    private static Scene scene(int limit, int columns, Sampling sampling) {
        return new Scene(new JuliaSet(0, 0, 1024, limit), new ComplexRegion(-1, 1, 1, -1).grid(columns), sampling);
    }

    /** The pixels of some samples in one row, or in as many rows as a pixel has. */
    private static byte[] shade(Coloring coloring, int limit, int bits, Sampling sampling, long... samples) {
        Scene scene = scene(limit, 64, sampling);
        Counts counts = Counts.over(
                new byte[4 * samples.length],
                scene.sampled(),
                new Tile(0, sampling.perSide(), 0, samples.length / sampling.perSide()));
        for (int k = 0; k < samples.length; k++) {
            counts.set(k, (int) samples[k]);
        }
        Shader shader = coloring.shader(scene, bits);
        byte[] room = new byte[shader.roomFor(counts.width() / sampling.perSide(), 1, 0)];
        shader.row(counts, 0, room, 0);
        return room;
    }

    private static Rgb pixel(PaletteMap map, int itermin, int limit, long sample) {
        Coloring coloring = new Coloring(itermin, Optional.of(map));
        ByteBuffer pixel = ByteBuffer.wrap(shade(coloring, limit, 16, new Sampling(1, true), sample));
        return new Rgb(pixel.getChar(), pixel.getChar(), pixel.getChar());
    }

    private static Rgb entry(Palette palette, int entry) {
        SrgbTable codes = SrgbTable.of16Bits();
        int[] linear = palette.linear();
        int first = 3 * entry;
        return new Rgb(codes.encode(linear[first]), codes.encode(linear[first + 1]), codes.encode(linear[first + 2]));
    }

    private static PaletteMap map(Palette palette, Scale scale, double period, double offset, boolean reverse) {
        return new PaletteMap(palette, scale, period, offset, reverse, Rgb.of("#00ff80"));
    }

    @ParameterizedTest
    @EnumSource(Scale.Kind.class)
    void aPaletteGoesFromTheFirstToneToTheLimitAndTheInteriorHasItsOwnColour(Scale.Kind kind) {
        PaletteMap map = map(NOT_CYCLIC, Scale.of(kind), 0, 0, false);
        int limit = 1000;
        assertEquals(Rgb.of("#102030"), pixel(map, 5, limit, 0));
        assertEquals(Rgb.of("#102030"), pixel(map, 5, limit, 5 * 4096));
        assertEquals(Rgb.of("#ffffff"), pixel(map, 5, limit, limit * 4096L - 1));
        assertEquals(Rgb.of("#00ff80"), pixel(map, 5, limit, limit * 4096L));
        PaletteMap reversed = map(NOT_CYCLIC, Scale.of(kind), 0, 0, true);
        assertEquals(Rgb.of("#ffffff"), pixel(reversed, 5, limit, 0));
        assertEquals(Rgb.of("#00ff80"), pixel(reversed, 5, limit, limit * 4096L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 1000, 65536, Sampling.MAX_SMOOTH_LIMIT})
    void everyScaleIsTheFunctionThatItIsCalledAfterWithinAnEntry(int limit) {
        SplittableRandom random = new SplittableRandom(limit);
        int itermin = limit / 10;
        long first = itermin * 4096L;
        long span = limit * 4096L - first;
        List<Long> quantiles = new ArrayList<>();
        for (int k = 0; k <= Scale.PARTS; k++) {
            quantiles.add(first + span * k * k / Scale.PARTS / Scale.PARTS);
        }
        List<Scale> scales = List.of(
                Scale.of(Scale.Kind.LINEAR), Scale.of(Scale.Kind.SQRT), Scale.of(Scale.Kind.LOG),
                new Scale(Scale.Kind.EQUALISED, quantiles));
        for (Scale scale : scales) {
            PaletteColors colors = new PaletteColors(
                    map(NOT_CYCLIC, scale, 0, 0, false), new ToneMap(itermin, limit), 1000);
            Counts counts = Counts.allocate(
                    scene(limit, 1000, new Sampling(1, true)), new Tile(0, 1));
            int[] indices = new int[1000];
            for (int k = 0; k < 1000; k++) {
                // as many small counts as large ones
                counts.set(k, (int) (first + (random.nextLong(span) >> random.nextInt(20))));
            }
            colors.indices(counts, 0, 1000, indices);
            for (int k = 0; k < 1000; k++) {
                double above = Integer.toUnsignedLong(counts.get(k)) - first;
                double place = switch (scale.kind()) {
                    case LINEAR -> above / span;
                    case SQRT -> Math.sqrt(above / span);
                    case LOG -> Math.log(1 + above / 4096) / Math.log(1 + span / 4096.0);
                    case EQUALISED -> equalised(quantiles, first + above);
                };
                assertEquals(place * Palette.ENTRIES, indices[k] + 0.5, 0.6, scale.kind() + " at " + above);
            }
        }
    }

    @Test
    void entriesOfALargePictureAreThoseOfASmallOne() {
        int limit = 20;
        Counts counts = Counts.allocate(scene(limit, 4096 * limit + 1, new Sampling(1, true)), new Tile(0, 1));
        for (int k = 0; k < counts.size(); k++) {
            counts.set(k, k);
        }
        for (Palette palette : List.of(CYCLIC, NOT_CYCLIC)) {
            PaletteMap map = map(palette, Scale.of(Scale.Kind.SQRT), 7, 0.3, true);
            int[] small = new int[counts.size()];
            int[] large = new int[counts.size()];
            new PaletteColors(map, new ToneMap(3, limit), 1).indices(counts, 0, small.length, small);
            new PaletteColors(map, new ToneMap(3, limit), Long.MAX_VALUE).indices(counts, 0, large.length, large);
            assertArrayEquals(small, large);
        }
    }

    private static double equalised(List<Long> quantiles, double count) {
        int part = 0;
        while (quantiles.get(part + 1) <= count) {
            part++;
        }
        double width = quantiles.get(part + 1) - quantiles.get(part);
        return (part + (count - quantiles.get(part)) / width) / Scale.PARTS;
    }

    @Test
    void aCyclicPaletteComesAgainAfterItsPeriodAndAnotherOneGoesBack() {
        for (int count = 0; count < 90; count++) {
            long sample = count * 4096L;
            PaletteMap cyclic = map(CYCLIC, Scale.of(Scale.Kind.LINEAR), 16, 0, false);
            assertEquals(entry(CYCLIC, count % 16 << 12), pixel(cyclic, 0, 128, sample));
            PaletteMap folded = map(NOT_CYCLIC, Scale.of(Scale.Kind.LINEAR), 16, 0, false);
            int place = count % 32 << 12;
            assertEquals(
                    entry(NOT_CYCLIC, place < Palette.ENTRIES ? place : 2 * Palette.ENTRIES - 1 - place),
                    pixel(folded, 0, 128, sample));
        }
    }

    @Test
    void anOffsetMovesThePalette() {
        for (double offset : new double[] {-1, -0.75, -0.5, 0, 0.25, 0.5, 1}) {
            PaletteMap map = map(CYCLIC, Scale.of(Scale.Kind.LINEAR), 16, offset, false);
            int place = (int) ((offset + 1) * Palette.ENTRIES) + (3 << 12);
            assertEquals(entry(CYCLIC, place % Palette.ENTRIES), pixel(map, 0, 128, 3 * 4096));
        }
    }

    @Test
    void aManyTimesRepeatedPaletteIsExact() {
        // 2^19 palettes of two iterations each
        int limit = 1 << 20;
        PaletteMap map = map(CYCLIC, Scale.of(Scale.Kind.LINEAR), 2, 0, false);
        Coloring coloring = new Coloring(0, Optional.of(map));
        for (int count : new int[] {1, 2, 3, 1001, 524287, 524288, 1048573, 1048575}) {
            byte[] plain = shade(coloring, limit, 8, Sampling.PLAIN, count);
            byte[] first = shade(coloring, limit, 8, Sampling.PLAIN, count % 2);
            assertArrayEquals(first, plain, "count " + count);
        }
    }

    @Test
    void plainCountsHaveTheColoursOfSmoothOnesWithoutFraction() {
        PaletteMap map = map(NOT_CYCLIC, Scale.of(Scale.Kind.LOG), 0, 0.1, false);
        Coloring coloring = new Coloring(3, Optional.of(map));
        for (int count = 0; count <= 300; count++) {
            assertArrayEquals(
                    shade(coloring, 300, 8, new Sampling(1, true), count * 4096L),
                    shade(coloring, 300, 8, Sampling.PLAIN, count));
        }
    }

    @Test
    void aPixelOfSamplesIsTheMeanOfTheirLight() {
        PaletteMap map = new PaletteMap(
                Palette.ofStops("#000,#fff"), Scale.of(Scale.Kind.LINEAR), 0, 0, false, Rgb.of("white"));
        Coloring coloring = new Coloring(0, Optional.of(map));
        // two black and two white samples: half the light, and not half the code
        byte[] half = shade(coloring, 100, 8, new Sampling(2, true), 0, 409600, 409600, 0);
        assertArrayEquals(new byte[] {(byte) 188, (byte) 188, (byte) 188}, half);
        byte[] gray = shade(new Coloring(0), 100, 8, new Sampling(2, false), 0, 100, 100, 0);
        assertArrayEquals(new byte[] {(byte) 188}, gray);
        // 1 of 256 samples is white
        long[] samples = new long[256];
        samples[77] = 409600;
        int light = (SrgbTable.ONE + 128) / 256;
        byte[] little = shade(coloring, 100, 16, new Sampling(16, true), samples);
        assertEquals(SrgbTable.of16Bits().encode(light), ByteBuffer.wrap(little).getChar(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 16})
    void equalSamplesMakeThePixelThatOneOfThemMakes(int perSide) {
        SplittableRandom random = new SplittableRandom(perSide);
        PaletteMap map = map(NOT_CYCLIC, Scale.of(Scale.Kind.SQRT), 30, 0.3, true);
        for (Coloring coloring : List.of(new Coloring(2, Optional.of(map)), new Coloring(2))) {
            for (int bits : new int[] {8, 16}) {
                int width = 1500;
                long[] ones = random.longs(width, 0, 200 * 4096L + 1).toArray();
                long[] all = new long[width * perSide * perSide];
                Arrays.setAll(all, k -> ones[k % (width * perSide) / perSide]);
                assertArrayEquals(
                        shade(coloring, 200, bits, new Sampling(1, true), ones),
                        shade(coloring, 200, bits, new Sampling(perSide, true), all));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1024, 1025, 3000})
    void aRowIsWrittenToItsOwnBytesAlone(int width) {
        Scene scene = scene(100, width, new Sampling(1, true));
        Counts counts = Counts.allocate(scene, new Tile(0, 1));
        PaletteMap map = map(Palette.ofStops("#fff,#ccc"), Scale.of(Scale.Kind.LINEAR), 0, 0, false);
        for (Coloring coloring : List.of(new Coloring(0, Optional.of(map)), new Coloring(0))) {
            for (int bits : new int[] {8, 16}) {
                Shader shader = coloring.shader(scene, bits);
                byte[] room = new byte[shader.roomFor(width, 1, 0) + 14];
                Arrays.fill(room, (byte) 77);
                shader.row(counts, 0, room, 7);
                for (int k = 0; k < room.length; k++) {
                    assertEquals(k >= 7 && k < room.length - 7, room[k] != 77, "byte " + k + " of " + room.length);
                }
            }
        }
    }

    @Test
    void grayOfSixteenBitsIsTheNormalisedValueTimesItsLargestCode() {
        for (int count = 0; count <= 80; count++) {
            int expected = (int) ((double) (Math.max(count, 5) - 5) / 75 * 65535.0);
            byte[] pixel = shade(new Coloring(5), 80, 16, Sampling.PLAIN, count);
            assertEquals(expected, ByteBuffer.wrap(pixel).getChar());
        }
    }

    @Test
    void smoothCountsArePixelsInIterations() {
        Scene scene = scene(Sampling.MAX_SMOOTH_LIMIT, 3, new Sampling(1, true));
        Counts counts = Counts.allocate(scene, new Tile(0, 1));
        counts.set(0, 5);
        counts.set(1, 4096 * 7 + 1024);
        counts.set(2, Sampling.MAX_SMOOTH_LIMIT * 4096);
        CountShader shader = CountShader.of(scene);
        ByteBuffer values = shader.rows(counts, 0, new byte[shader.roomFor(3, 1, 0)]).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(5 / 4096.0, values.getDouble());
        assertEquals(7.25, values.getDouble());
        assertEquals(1048574, values.getDouble());
        assertTrue(counts.get(2) < 0 && !values.hasRemaining());
    }

    @Test
    void aMapThatIsNoneIsRefused() {
        Scale linear = Scale.of(Scale.Kind.LINEAR);
        refused("palette-period is -1.0", () -> map(CYCLIC, linear, -1, 0, false));
        refused("palette-period is NaN", () -> map(CYCLIC, linear, Double.NaN, 0, false));
        refused("palette-offset is 1.5", () -> map(CYCLIC, linear, 1, 1.5, false));
        refused("palette-offset is NaN", () -> map(CYCLIC, linear, 1, Double.NaN, false));
        assertThrows(IllegalArgumentException.class, () -> new Scale(Scale.Kind.LINEAR, List.of(1L, 2L)));
        assertThrows(IllegalArgumentException.class, () -> new Scale(Scale.Kind.EQUALISED, List.of(2L, 1L)));
    }

    private static void refused(String start, Runnable making) {
        String message = assertThrows(InvalidParameterException.class, making::run).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
