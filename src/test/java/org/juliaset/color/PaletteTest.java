package org.juliaset.color;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops as text, and the table of colours that they make. */
class PaletteTest {
    private static final int LAST = Palette.ENTRIES - 1;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200 | #000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200",
        " navy ,  #FFF 30.50% , Orange,rebeccapurple 100% | #000080,#ffffff 30.5%,#ffa500 65.25%,#663399",
        "red,lime,blue | #ff0000,#00ff00,#0000ff",
        "red 0%,lime 50%,blue 100% | #ff0000,#00ff00,#0000ff",
        "red 20%,lime,blue 80% | #ff0000 20%,#00ff00,#0000ff 80%",
        "red,lime 60%,blue 40% | #ff0000,#00ff00 60%,#0000ff 60%",
        "red 70%,lime 20%,blue | #ff0000 70%,#00ff00 70%,#0000ff",
        "red,lime 20%,white,black 60%,blue | #ff0000,#00ff00 20%,#ffffff 40%,#000000 60%,#0000ff",
        "red 10% 30%,blue | #ff0000 10%,#ff0000 30%,#0000ff",
        "#abc,#123412341234 | #aabbcc,#123412341234",
    })
    void stopsAreReadAsCssReadsThem(String text, String canonical) {
        Palette palette = Palette.ofStops(text);
        assertEquals(canonical, palette.toString());
        assertEquals(palette.stops(), Palette.ofStops(canonical).stops());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "red,#12345,blue | stop 2 of the palette is \"#12345\": give #rgb, #rrggbb or a colour's name as in CSS",
        "red,,blue | stop 2 of the palette is \"\"",
        "red,blue, | stop 3 of the palette is \"\"",
        "red,50%,blue | stop 2 of the palette is \"50%\"",
        "red,blue 120% | stop 2 of the palette is \"blue 120%\": give a position from 0% to 100%",
        "red,blue -1% | a position from 0% to 100%",
        "red,blue 1e1% | a position from 0% to 100%",
        "red,blue 50 | stop 2 of the palette is \"blue 50\"",
        "red,blue 1% 2% 3% | stop 2 of the palette is",
        "red | palette \"red\" has 1 stops: give 2 to 1024 colours with commas between them",
    })
    void aStopThatIsNoneIsNamed(String text, String message) {
        String actual = assertThrows(InvalidParameterException.class, () -> Palette.ofStops(text)).getMessage();
        assertTrue(actual.contains(message), actual);
    }

    @Test
    void messagesAreShortAndPrintable() {
        for (String stop : List.of("\u001b[31mred", "x".repeat(100_000), "a\nb")) {
            String message = assertThrows(
                    InvalidParameterException.class, () -> Palette.ofStops("red," + stop)).getMessage();
            assertTrue(message.matches("\\p{Print}{1,200}"), message);
        }
        String many = String.join(",", Collections.nCopies(1025, "red"));
        assertThrows(InvalidParameterException.class, () -> Palette.ofStops(many));
        assertEquals(1024, Palette.ofStops(many.substring(4)).stops().size());
    }

    /** Random stops with positions of all kinds, also many digits and the same twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void thePrintedTextIsTheSamePalette(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            List<String> stops = new ArrayList<>();
            int count = random.nextInt(2, 20);
            for (int k = 0; k < count; k++) {
                String color = random.nextBoolean()
                        ? String.format("#%06x", random.nextInt(1 << 24))
                        : String.format("#%012x", random.nextLong(1L << 48));
                String[] positions = {
                    "", " " + random.nextInt(101) + "%", " " + random.nextDouble(0.001, 100) + "%", " 0%",
                    " ." + "0".repeat(random.nextInt(30)) + "7%"};
                stops.add(color + positions[random.nextInt(positions.length)]);
            }
            Palette palette = Palette.ofStops(String.join(",", stops));
            Palette again = Palette.ofStops(palette.toString());
            assertEquals(palette, again, () -> String.join(",", stops));
            assertEquals(palette.stops(), again.stops(), () -> String.join(",", stops));
        }
    }

    @Test
    void aColourThatIsAStopComesOutExactly() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 20; round++) {
            List<Integer> colors = IntStream.range(0, 300).mapToObj(k -> random.nextInt(1 << 24)).toList();
            Palette palette = Palette.ofStops(colors.stream()
                    .map(color -> String.format("#%06x", color)).collect(Collectors.joining(",")));
            for (int k = 0; k < colors.size(); k++) {
                int entry = (int) Math.rint((double) k / (colors.size() - 1) * LAST);
                assertEquals(colors.get(k), code(palette, entry));
            }
        }
    }

    private static int code(Palette palette, int entry) {
        int code = 0;
        for (int channel = 0; channel < 3; channel++) {
            code = code << 8 | SrgbTable.of8Bits().encode(palette.linear()[3 * entry + channel]);
        }
        return code;
    }

    @Test
    void grayIsEvenInOklabsLightness() {
        int[] table = Palette.ofStops("black,white").linear();
        for (int entry = 0; entry <= LAST; entry += 17) {
            double lightness = (double) entry / LAST;
            double expected = SrgbTable.ONE * lightness * lightness * lightness;
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(expected, table[3 * entry + channel], 1, "entry " + entry);
            }
        }
    }

    /** The middle of blue and yellow by the matrices of Oklab's author, L, a and b included. */
    @ParameterizedTest
    @CsvSource({"#206bcb, #edffff", "#ffaa00, #000200", "#00ff00, #ff00ff", "#0000ff, #ffff00"})
    void theMiddleIsThatOfOklab(String from, String to) {
        double[] a = lab(Rgb.of(from));
        double[] b = lab(Rgb.of(to));
        int entry = 32768;
        double part = (double) entry / LAST;
        double[] expected = light(IntStream.range(0, 3).mapToDouble(k -> a[k] + (b[k] - a[k]) * part).toArray());
        int[] table = Palette.ofStops(from + "," + to).linear();
        double[] actual = IntStream.range(0, 3).mapToDouble(k -> (double) table[3 * entry + k] / SrgbTable.ONE)
                .toArray();
        assertArrayEquals(expected, actual, 1e-6);
    }

    private static double[] lab(Rgb color) {
        double[] light = IntStream.of(color.red(), color.green(), color.blue())
                .mapToDouble(code -> code / 65535.0)
                .map(code -> code <= 0.04045 ? code / 12.92 : Math.pow((code + 0.055) / 1.055, 2.4)).toArray();
        double l = Math.cbrt(0.4122214708 * light[0] + 0.5363325363 * light[1] + 0.0514459929 * light[2]);
        double m = Math.cbrt(0.2119034982 * light[0] + 0.6806995451 * light[1] + 0.1073969566 * light[2]);
        double s = Math.cbrt(0.0883024619 * light[0] + 0.2817188376 * light[1] + 0.6299787005 * light[2]);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
    }

    private static double[] light(double... lab) {
        double l = Math.pow(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3);
        double m = Math.pow(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3);
        double s = Math.pow(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3);
        return IntStream.range(0, 3).mapToDouble(k -> switch (k) {
            case 0 -> 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
            case 1 -> -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
            default -> -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
        }).map(value -> Math.min(Math.max(value, 0), 1)).toArray();
    }

    @Test
    void outsideTheStopsThereIsTheirColour() {
        Palette palette = Palette.ofStops("red 25%,blue 50%,lime 50%,white 75%");
        assertEquals(0xFF0000, code(palette, 0));
        assertEquals(0xFF0000, code(palette, LAST / 4));
        assertEquals(0x0000FF, code(palette, LAST / 2) & 0xFF, "just before the step");
        assertEquals(0x00FF00, code(palette, LAST / 2 + 1));
        assertEquals(0xFFFFFF, code(palette, 3 * LAST / 4 + 1));
        assertEquals(0xFFFFFF, code(palette, LAST));
    }

    @Test
    void aPaletteIsCyclicWhereItsEndsMeet() {
        assertTrue(Palette.ofStops("red,blue,#f00").isCyclic());
        assertTrue(!Palette.ofStops("red,blue").isCyclic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ggg", "ff0000", "#ff00", "transparent", "", "#١٢٣"})
    void aColourThatIsNoneIsRefused(String text) {
        String message = assertThrows(InvalidParameterException.class, () -> Rgb.of(text)).getMessage();
        assertTrue(message.startsWith("colour is \"") && message.contains("#rrggbb"), message);
    }
}
