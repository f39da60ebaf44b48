package org.juliaset.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Palette files of other programs, also damaged ones. */
class PaletteFileTest {
    private static final Map<String, String> VALID = Map.of(
            "a.ggr", """
                    GIMP Gradient
                    Name: Sea and sand
                    3
                    0.000000 0.250000 0.500000 0.000000 0.000000 0.500000 1.0 0.2 0.9 1.0 1.000000 0 0
                    0.500000 0.600000 0.750000 0.2 0.9 1.0 1.000000 1.0 0.9 0.2 1.000000 2 1 0 0
                    0.750000 0.800000 1.000000 1.0 0.9 0.2 1.000000 0.1 0.0 0.0 1.000000 5 0 0 0
                    """,
            "a.gpl", """
                    GIMP Palette
                    Name: Three
                    Columns: 3
                    # a comment
                      0   0 128\tnavy
                    255 255   0
                    255\t0\t0 red as it is
                    """,
            "a.map", """
                    0 0 0 inside
                    252 3 9
                     10  20  30
                    """,
            "a.ugr", """
                    ; gradients
                    First {
                    gradient:
                      title="The first; {one}" smooth=yes rotation=-10 index=10 color=255 index=110 color=65280
                      index=210 color=16711680
                    opacity:
                      smooth=no index=0 opacity=255
                    }
                    Second-1 {
                    gradient:
                      comments="a long \\
                      text" smooth=no
                      index=0 color=255 index=200 color=16711680
                    }
                    """);

    @TempDir
    Path folder;

    private static Palette read(String name, String text) {
        return PaletteFile.read(name, text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static String refusal(String name, String text) {
        return assertThrows(InvalidParameterException.class, () -> read(name, text)).getMessage();
    }

    /** What a table has at a place, in codes of 8 bits. */
    private static List<Integer> codes(Palette palette, double place) {
        int entry = (int) Math.rint(place * (Palette.ENTRIES - 1));
        return IntStream.range(0, 3)
                .mapToObj(k -> SrgbTable.of8Bits().encode(palette.linear()[3 * entry + k])).toList();
    }

    /** Values of GIMP's formulas: what is at a place, in thousandths of its range. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // a straight line with its middle at 1/4
        "0 .25 1 0 0 0 1 1 1 1 1 0 0 | 0.125 | 64 64 64",
        "0 .25 1 0 0 0 1 1 1 1 1 0 0 | 0.25 | 128 128 128",
        "0 .25 1 0 0 0 1 1 1 1 1 0 0 | 0.625 | 191 191 191",
        // a curve: 0.5 ^ (log 0.5 / log 0.25) = 0.7071
        "0 .25 1 0 0 0 1 1 1 1 1 1 0 | 0.5 | 180 180 180",
        // a sine: (1 - cos(pi / 4)) / 2 = 0.1464
        "0 .5 1 0 0 0 1 1 1 1 1 2 0 | 0.25 | 37 37 37",
        // circles: sqrt(1 - 0.25) = 0.8660, and 1 less that
        "0 .5 1 0 0 0 1 1 1 1 1 3 0 | 0.5 | 221 221 221",
        "0 .5 1 0 0 0 1 1 1 1 1 4 0 | 0.5 | 34 34 34",
        // a step
        "0 .5 1 0 0 0 1 1 1 1 1 5 0 | 0.49 | 0 0 0",
        "0 .5 1 0 0 0 1 1 1 1 1 5 0 | 0.51 | 255 255 255",
        // hues, one way round and the other, and a whole round
        "0 .5 1 1 0 0 1 0 0 1 1 0 1 | 0.5 | 0 255 0",
        "0 .5 1 1 0 0 1 0 0 1 1 0 2 | 0.5 | 255 0 255",
        "0 .5 1 1 0 0 1 1 0 0 1 0 1 | 0.5 | 0 255 255",
        "0 .5 1 1 0 0 1 1 0 0 1 0 2 | 0.16666667 | 255 0 255",
    })
    void segmentsOfGimpAreBlendedAsGimpDoes(String segment, double place, String expected) {
        List<Integer> actual = codes(read("a.ggr", "GIMP Gradient\nName: x\n1\n" + segment + "\n"), place);
        assertNear(List.of(expected.split(" ")).stream().map(Integer::valueOf).toList(), actual);
    }

    private static void assertNear(List<Integer> expected, List<Integer> actual) {
        for (int k = 0; k < 3; k++) {
            assertEquals(expected.get(k), actual.get(k), 1, () -> actual.toString());
        }
    }

    /** Of the samples few become stops, and none that is left out is missed. */
    @Test
    void aStraightLineInRgbStaysOne() {
        Palette palette = read("a.ggr", "GIMP Gradient\nName: x\n1\n0 .5 1 0 0 0 1 1 0 .4 1 0 0\n");
        assertTrue(palette.stops().size() < 30, palette.toString());
        for (int k = 0; k <= 255; k++) {
            List<Integer> actual = codes(palette, k / 255.0);
            assertEquals(k, actual.get(0), 1, palette.toString());
            assertEquals(0, actual.get(1), 1, palette.toString());
            assertEquals(0.4 * k, actual.get(2), 1.1, palette.toString());
        }
    }

    @Test
    void segmentsFollowEachOther() {
        Palette palette = read("a.ggr", VALID.get("a.ggr"));
        assertEquals(List.of(0, 0, 128), codes(palette, 0));
        assertEquals(List.of(51, 230, 255), codes(palette, 0.5));
        assertEquals(List.of(255, 230, 51), codes(palette, 0.79));
        assertEquals(List.of(26, 0, 0), codes(palette, 0.81));
        assertEquals(palette.stops(), read("a.ggr", VALID.get("a.ggr").replace("Name: Sea and sand\n", "")).stops());
    }

    @Test
    void coloursOfAGimpPaletteAreAtEqualDistances() {
        assertEquals("#000080,#ffff00,#ff0000", read("a.gpl", VALID.get("a.gpl")).toString());
        assertEquals("#000080,#ffff00,#ff0000", read("a", VALID.get("a.gpl").replace("\n", "\r\n")).toString());
    }

    @Test
    void aMapIsACycle() {
        assertEquals("#000000,#fc0309,#0a141e,#000000", read("a.map", VALID.get("a.map")).toString());
        String full = IntStream.range(0, 256).mapToObj(k -> k + " 7 9\n").collect(Collectors.joining());
        Palette palette = read("a.map", full);
        assertEquals(256, palette.stops().size());
        assertEquals(Rgb.of("#010709"), palette.stops().get(0).color());
        assertTrue(palette.isCyclic());
        assertTrue(refusal("a.map", full + "1 2 3\n").contains("line 257: expected at most 256 colours"));
    }

    @Test
    void aGradientOfUltraFractalIsARing() {
        Palette straight = PaletteFile.read("a.ugr", bytes("a.ugr"), "second-1");
        assertTrue(straight.stops().size() < 100, straight.toString());
        assertTrue(straight.isCyclic());
        assertNear(List.of(255, 0, 0), codes(straight, 0));
        assertNear(List.of(128, 0, 128), codes(straight, 0.25));
        assertNear(List.of(0, 0, 255), codes(straight, 0.5));
        assertNear(List.of(128, 0, 128), codes(straight, 0.75));
        Palette smooth = read("a.ugr", VALID.get("a.ugr"));
        assertNear(List.of(255, 0, 0), codes(smooth, 0));
        assertNear(List.of(0, 255, 0), codes(smooth, 0.25));
        assertNear(List.of(0, 0, 255), codes(smooth, 0.5));
        // flat at its peaks, so halfway it is where a straight line is, and before that behind it
        assertNear(List.of(128, 128, 0), codes(smooth, 0.125));
        assertNear(List.of(255 - 40, 40, 0), codes(smooth, 0.0625));
    }

    /** A smooth ring through values that rise and fall has no values outside of those at its knots. */
    @Test
    void aSmoothRingDoesNotOvershoot() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            StringBuilder text = new StringBuilder("x {\nsmooth=yes");
            int most = 0;
            int least = 255;
            for (int k = 0; k < random.nextInt(1, 12); k++) {
                int red = random.nextInt(256);
                text.append(" index=").append(37 * k - 50).append(" color=").append(red);
                most = Math.max(most, red);
                least = Math.min(least, red);
            }
            for (Palette.Stop stop : read("x.ugr", text + "\n}\n").stops()) {
                assertTrue(stop.color().red() >= least * 257 - 1 && stop.color().red() <= most * 257 + 1);
            }
        }
    }

    @Test
    void anUnknownGradientListsThoseThatAreThere() {
        String message = assertThrows(InvalidParameterException.class,
                () -> PaletteFile.read("a.ugr", bytes("a.ugr"), "third")).getMessage();
        assertEquals("the palette \"a.ugr\" has no gradient \"third\": it has \"First\", \"Second-1\"", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.ggr | GIMP Palette | line 1: expected \"GIMP Gradient\", not \"GIMP Palette\"",
        "a.ggr | '' | line 1: expected \"GIMP Gradient\", not the end",
        "a.ggr | GIMP Gradient~Name: x~many | line 3: expected the number of segments from 1 to 256, not \"many\"",
        "a.ggr | GIMP Gradient~5000 | line 2: expected the number of segments from 1 to 256, not \"5000\"",
        "a.ggr | GIMP Gradient~1.5 | line 2: expected a whole number for the number of segments, not \"1.5\"",
        "a.ggr | GIMP Gradient~2~0 .5 1 0 0 0 1 1 1 1 1 0 0 | line 4: expected a segment of 13 or 15 numbers",
        "a.ggr | GIMP Gradient~1~0 .5 1 0 0 0 1 1 1 1 1 0 | line 3: expected a segment of 13 or 15 numbers",
        "a.ggr | GIMP Gradient~1~0 .5 1 0 0 9 1 1 1 1 1 0 0 | line 3: expected a colour's channel from 0 to 1",
        "a.ggr | GIMP Gradient~1~0 .5 1 0 0 NaN 1 1 1 1 1 0 0 | line 3: expected a colour's channel from 0 to 1",
        "a.ggr | GIMP Gradient~1~0 .5 1 0 0 0 1 1 1 1 1 6 0 | line 3: expected the blending from 0 to 5, not \"6\"",
        "a.ggr | GIMP Gradient~1~0 .5 1 0 0 0 1 1 1 1 1 0 3 | line 3: expected the colouring from 0 to 2, not \"3\"",
        "a.ggr | GIMP Gradient~1~.2 .5 1 0 0 0 1 1 1 1 1 0 0 | begins where the one before ends, not \".2\"",
        "a.ggr | GIMP Gradient~1~0 .5 .4 0 0 0 1 1 1 1 1 0 0 | left, middle and right in this order",
        "a.ggr | GIMP Gradient~1~0 .5 .9 0 0 0 1 1 1 1 1 0 0 | line 3: expected the last segment to end at 1",
        "a.gpl | GIMP Palette~1 2 3~4 5 | line 3: expected red, green and blue from 0 to 255, not \"4 5\"",
        "a.gpl | GIMP Palette~1 2 3~4 5 256 | line 3: expected red, green and blue from 0 to 255, not \"256\"",
        "a.gpl | GIMP Palette~1 2 3 | line 2: expected two colours or more, not the end",
        "a.map | 1 2 3~red | line 2: expected red, green and blue from 0 to 255, not \"red\"",
        "a.map | '' | line 1: expected two colours or more, not the end",
        "a | no palette at all | line 1: expected red, green and blue from 0 to 255",
        "a.ugr | red, green | line 1: expected the name of a gradient and {, not \"red, green\"",
        "a.ugr | '' | line 1: expected the name of a gradient and {, not the end",
        "a.ugr | x {~index=0 color=1 | line 2: expected } at the end of a gradient, not the end",
        "a.ugr | x {~index=0 color=1~? } | line 3: expected a name and its value, as in index=0, not \"? }\"",
        "a.ugr | x {~index=zero color=1~} | line 2: expected an index from -1000000 to 1000000, not \"zero\"",
        "a.ugr | x {~index=0 color=16777216~} | line 2: expected a color from 0 to 16777215, not \"16777216\"",
        "a.ugr | x {~color=5~} | line 2: expected an index before a color, not \"color=5\"",
        "a.ugr | x {~} | line 2: expected an index and a color in the gradient",
    })
    void aMessageSaysTheLineAndWhatWasExpected(String name, String lines, String expected) {
        String message = refusal(name, lines.isEmpty() ? "" : lines.replace('~', '\n') + "\n");
        assertTrue(message.startsWith("the palette \"" + name + "\", line ") && message.contains(expected), message);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        for (String name : List.of("missing.map", ".")) {
            String message = assertThrows(InvalidParameterException.class,
                    () -> PaletteFile.read(folder.resolve(name), null)).getMessage();
            assertTrue(message.matches("cannot read the palette \".*\": (there is no such file|it is a folder)"),
                    message);
        }
        Path large = Files.write(folder.resolve("large.map"), new byte[(1 << 22) + 1]);
        assertTrue(assertThrows(InvalidParameterException.class, () -> PaletteFile.read(large, null)).getMessage()
                .contains("more than 4194304 bytes"));
    }

    /** Files that are as long as allowed, of what a reader might take most time or room for. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "x {}\n", "{", "\"", "a\\\n", "1 2 3\n", " ", "a=b "})
    void longFilesTakeBoundedTime(String piece) {
        Map<String, String> starts = Map.of("GIMP Palette\n", "a.gpl", "GIMP Gradient\n1\n", "a.ggr", "", "a.map",
                "; \n", "a.ugr", "other {\n", "a.ugr", "x {\ntitle=\"", "a.ugr");
        starts.forEach((start, name) -> {
            byte[] bytes = (start + piece.repeat((1 << 22) / piece.length() - 20)).getBytes(StandardCharsets.UTF_8);
            assertTimeout(Duration.ofSeconds(10), () -> assertThrows(InvalidParameterException.class,
                    () -> PaletteFile.read(name, bytes, "other")));
        });
    }

    /** Valid files with bytes changed, left out, doubled and moved, and numbers replaced. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDamagedFileIsAPaletteOrIsRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] pieces = {"-1", "1e999", "NaN", "0", "99999999999999999999", "\u0000", "\"", "{", "}", "=", "index=",
            "\n", "\r", "\\", " ", ";", "0x1p3", "1.", "\ufeff", "\uD800"};
        for (int round = 0; round < 1000; round++) {
            String name = VALID.keySet().stream().sorted().toList().get(random.nextInt(VALID.size()));
            StringBuilder text = new StringBuilder(VALID.get(name));
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                int begin = random.nextInt(text.length() + 1);
                int end = Math.min(text.length(), begin + random.nextInt(1, 12));
                String replacement = switch (random.nextInt(4)) {
                    case 0 -> "";
                    case 1 -> pieces[random.nextInt(pieces.length)];
                    case 2 -> text.substring(begin, end).repeat(random.nextInt(1, 4));
                    default -> Character.toString((char) random.nextInt(32, 127));
                };
                text.replace(begin, end, replacement);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            String gradient = random.nextBoolean() ? null : "Second-1";
            try {
                Palette palette = PaletteFile.read(name, bytes, gradient);
                assertTrue(palette.stops().size() <= Palette.MOST_STOPS);
                assertEquals(palette.stops(), Palette.ofStops(palette.toString()).stops());
            } catch (InvalidParameterException e) {
                assertTrue(e.getMessage().matches("the palette \"a\\.\\w+\"(, line \\d+: expected | has no gradient )"
                        + "[\\p{Print}\\p{L}]{1,300}"), e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + text, e);
            }
        }
    }

    private static byte[] bytes(String name) {
        return VALID.get(name).getBytes(StandardCharsets.UTF_8);
    }
}
