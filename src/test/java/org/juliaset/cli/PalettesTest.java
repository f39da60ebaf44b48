package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.juliaset.color.Palette;
import org.juliaset.color.Palettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of palettes, and the picture of them. */
class PalettesTest {
    @TempDir
    Path folder;

    private String onTerminal(String streams, int columns, String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm-256color"));
        for (String variable : variables) {
            environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(streams, Integer.toString(columns), -1, environment);
        Console console = new Console(
                InputStream.nullInputStream(), out, print, print, terminal, environment, folder);
        assertEquals(0, Main.run(console, "palettes"));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutATerminalThereIsANameInEachLine() {
        List<String> lines = InProcess.in(folder, "palettes").succeed().out().lines().toList();
        assertEquals(
                Palettes.builtIn().stream().map(Palettes.BuiltIn::name).toList(),
                lines.stream().map(line -> line.split(" ")[0]).toList());
        assertTrue(lines.contains("viridis     dark violet, green, yellow"), lines.toString());
        assertTrue(lines.contains("twilight    white, blue, black, red, white, cyclic"), lines.toString());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "1, COLORTERM=truecolor, -, true", "1, COLORTERM=24bit, NO_COLOR=, true", "1, TERM=xterm-direct, -, true",
        "1, COLORTERM=truecolor, NO_COLOR=1, false", "1, COLORTERM=truecolor, TERM=dumb, false",
        "2, COLORTERM=truecolor, -, false", "1, TERM=xterm, -, false", "1, COLORTERM=yes, -, false"
    })
    void aTerminalWithAllColoursGetsStrips(String streams, String one, String other, boolean expected) {
        String text = onTerminal(streams, 80, other == null ? new String[] {one} : new String[] {one, other});
        assertEquals(expected, text.contains("\u001b[48;2;"), text);
        assertTrue(expected || !text.contains("\u001b"), text);
    }

    @Test
    void stripsAreAsWideAsTheTerminalLeavesRoomFor() {
        for (int columns : new int[] {20, 40, 60, 80, 100, 200}) {
            List<String> lines = onTerminal("1", columns, "COLORTERM=truecolor").lines().toList();
            assertEquals(Palettes.builtIn().size(), lines.size());
            for (String line : lines) {
                assertTrue(line.replaceAll("\u001b\\[[0-9;]*m", "").length() <= columns, columns + ": " + line);
                assertTrue(columns < 70 || line.contains("\u001b[0m  "), "words beside it: " + line);
                assertTrue(line.contains("\u001b[0m"), line);
            }
        }
        String classic = onTerminal("1", 80, "COLORTERM=truecolor").lines().findFirst().orElseThrow();
        assertTrue(classic.startsWith("classic     \u001b[48;2;0;7;100m \u001b[48;2;"), classic);
        assertTrue(classic.contains("\u001b[48;2;0;7;100m \u001b[0m  blue, white,"), classic);
    }

    @Test
    void jsonHasTheStops() {
        String text = InProcess.in(folder, "palettes", "--json").succeed().out();
        JsonArray rows = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("palettes");
        assertEquals(Palettes.builtIn().size(), rows.size());
        for (int k = 0; k < rows.size(); k++) {
            JsonObject row = rows.get(k).getAsJsonObject();
            Palette palette = Palettes.find(row.get("name").getAsString());
            assertEquals(palette.isCyclic(), row.get("cyclic").getAsBoolean());
            assertFalse(row.get("words").getAsString().isEmpty());
            assertEquals(palette.stops(), Palette.ofStops(row.get("stops").getAsString()).stops());
        }
    }

    @Test
    void thePictureHasAStripOfEach() throws IOException {
        assertEquals("", InProcess.in(folder, "palettes", "-o=all.png").succeed().out());
        BufferedImage sheet = ImageIO.read(folder.resolve("all.png").toFile());
        List<Palettes.BuiltIn> palettes = Palettes.builtIn();
        for (int k = 0; k < palettes.size(); k++) {
            int[] colors = PaletteSheet.colors(palettes.get(k).palette(), 816);
            for (int column : new int[] {0, 1, 407, 815}) {
                assertEquals(colors[column], sheet.getRGB(128 + column, 30 + 38 * k) & 0xFFFFFF);
            }
        }
        assertEquals(960, sheet.getWidth());
        assertEquals(List.of("all.png"), Program.namesIn(folder));
    }

    @Test
    void aStreamThatFailsSaysWhy() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        IOException failure =
                assertThrows(IOException.class, () -> PaletteSheet.write(Palettes.builtIn(), full));
        assertEquals("No space left on device", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "all.jpg | juliaset: output \"all.jpg\" does not end with .png: palettes are drawn as PNG",
        "none/all.png | juliaset: there is no folder", "folder.png | juliaset: folder.png is a folder",
    })
    void whereNoPictureCanBeIsRefused(String name, String expected) throws IOException {
        Files.createDirectory(folder.resolve("folder.png"));
        Program.Result result = InProcess.in(folder, "palettes", "-o=" + name).run();
        assertEquals(2, result.status());
        assertTrue(result.err().startsWith(expected), result.err());
        assertEquals(1, result.err().lines().count());
    }
}
