package org.juliaset.color;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.juliaset.parameters.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Palettes by name. */
class PalettesTest {
    @TempDir
    Path folder;

    private static List<String> names(boolean cyclic) {
        return Palettes.builtIn().stream().filter(palette -> palette.palette().isCyclic() == cyclic)
                .map(Palettes.BuiltIn::name).toList();
    }

    @Test
    void allThatAreBuiltInAreFoundByTheirNames() {
        for (Palettes.BuiltIn palette : Palettes.builtIn()) {
            assertTrue(palette.name().matches("[a-z]+"), palette.name());
            assertTrue(palette.words().matches("[a-z][a-z, -]+"), palette.words());
            assertEquals(palette.name(), palette.palette().toString());
            assertEquals(palette.palette(), Palettes.find(palette.name().toUpperCase()));
            assertEquals(palette.palette().stops(), Palettes.find(palette.name()).stops());
        }
        assertEquals(List.of("classic", "dusk", "tide", "orchid", "moss", "frostfire", "moonlight", "mosaic", "sunset",
                "candy", "twilight"), names(true));
        assertEquals(List.of("abyss", "lava", "aurora", "gold", "nebula", "peacock", "ink", "sepia", "viridis",
                "magma", "inferno", "plasma", "cividis", "turbo"), names(false));
    }

    /** Colours at three places of each map, in 8 bits, as Matplotlib has them. */
    @ParameterizedTest
    @CsvSource({
        "viridis, #440154, #21918c, #fde725", "magma, #000004, #b73779, #fcfdbf", "inferno, #000004, #bc3754, #fcffa4",
        "plasma, #0d0887, #cc4778, #f0f921", "cividis, #00224e, #7d7c78, #fee838", "turbo, #30123b, #a4fc3c, #7a0403",
        "twilight, #e2d9e2, #2f1436, #e2d9e2"
    })
    void mapsHaveTheirColours(String name, String first, String middle, String last) {
        Palette palette = Palettes.find(name);
        int count = palette.stops().size();
        assertEquals(name.equals("twilight") ? 511 : 256, count);
        // at 128 of 256 Matplotlib's middle
        int half = name.equals("twilight") ? 255 : 128;
        List<String> actual = IntStream.of(0, half, count - 1)
                .mapToObj(k -> code(palette.linear(), (int) Math.rint(palette.stops().get(k).position() * 65535)))
                .toList();
        assertEquals(List.of(first, middle, last), actual);
    }

    private static String code(int[] table, int entry) {
        SrgbTable codes = SrgbTable.of8Bits();
        return String.format("#%02x%02x%02x", codes.encode(table[3 * entry]), codes.encode(table[3 * entry + 1]),
                codes.encode(table[3 * entry + 2]));
    }

    @Test
    void filesAreFoundInTheFolder() throws IOException {
        Files.writeString(folder.resolve("two.MAP"), "255 0 0\n0 0 255\n");
        Files.writeString(folder.resolve("plain"), "GIMP Palette\n0 0 0\n255 255 255\n");
        Files.writeString(folder.resolve("many.ugr"),
                "Red {\nindex=0 color=255\n}\nBlue: dark {\nindex=0 color=16711680\n}\n");
        assertEquals("#ff0000,#0000ff,#ff0000", Palettes.find("two.MAP", folder).toString());
        assertEquals("#000000,#ffffff", Palettes.find("plain", folder).toString());
        assertEquals("#000000,#ffffff", Palettes.find(folder + "/plain").toString());
        assertEquals(Rgb.of("red"), Palettes.find("many.ugr", folder).stops().get(0).color());
        assertEquals(Rgb.of("blue"), Palettes.find("many.ugr:Blue: dark", folder).stops().get(0).color());
        assertEquals("#ff0000,#0000ff", Palettes.find("red,blue", folder).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "virids | there is no palette \"virids\": did you mean viridis?",
        "twi | there is no palette \"twi\": did you mean twilight?",
        "MOS | there is no palette \"MOS\": did you mean mosaic or moss?",
        "jet | there is no palette \"jet\": give one of abyss, aurora, candy, cividis, classic,",
        "'' | there is no palette \"\": give one of",
        "red | there is no palette \"red\": give one of",
        "red;blue | there is no palette \"red;blue\": give one of",
        "none.map | cannot read the palette \"none.map\": there is no such file",
        "no/where | cannot read the palette \"no/where\": there is no such file",
        "none.ugr:x | cannot read the palette \"none.ugr\": there is no such file",
        "red,blu | stop 2 of the palette is \"blu\"",
    })
    void whatIsNoPaletteIsRefused(String text, String expected) {
        String message = assertThrows(InvalidParameterException.class, () -> Palettes.find(text)).getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        for (String text : List.of("a\0b", "a\0b.map", "a/\0")) {
            assertThrows(InvalidParameterException.class, () -> Palettes.find(text));
        }
    }

    @Test
    void licencesAreBesideTheMaps() throws IOException {
        String text;
        try (var in = Palettes.class.getResourceAsStream("palettes/LICENSES")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String part : List.of("viridis", "CC0", "Battelle Memorial Institute", "Matplotlib Development Team",
                "Copyright 2019 Google LLC", "Apache License")) {
            assertTrue(text.contains(part), part);
        }
    }
}
