package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.juliaset.color.Palette;
import org.juliaset.color.Palettes;
import org.juliaset.compute.MissingPartException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.storage.PartialFile;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the palettes that are built in, and draws them. */
final class PalettesCommand extends Command {
    private static final String SUFFIX = ".png";
    private static final int NAME_COLUMNS = 12;
    private static final int LEAST_STRIP = 16;
    private static final int MOST_STRIP = 48;

    private final OptionSpec json = add(flag("--json").description("print JSON, with the stops of each"));

    private final OptionSpec output = add(text("-o", "--output")
            .paramLabel("FILE")
            .description("draw them into a PNG in place of a list"));

    /** What is printed, and the schema of the JSON. */
    private record Listing(List<Row> palettes) {}

    /** @param stops as they are written in CSS */
    private record Row(String name, String words, boolean cyclic, String stops) {}

    PalettesCommand(Console console) {
        super(
                console,
                "palettes",
                "Lists the palettes that are built in, where the terminal has all colours with a strip of each. A"
                        + " cyclic one ends as it begins, so it can be repeated without a seam.");
        examples("juliaset palettes", "juliaset palettes -o palettes.png", "juliaset palettes | fzf | cut -d' ' -f1");
    }

    @Override
    public Integer call() {
        List<Palettes.BuiltIn> palettes = Palettes.builtIn();
        if (output.getValue() != null) {
            draw(palettes, output.getValue());
        }
        if (isSet(json)) {
            List<Row> rows = palettes.stream()
                    .map(row -> new Row(row.name(), row.words(), row.palette().isCyclic(), row.palette().css()))
                    .toList();
            console().out().println(Json.of(new Listing(rows)));
        } else if (output.getValue() == null) {
            print(palettes);
        }
        return 0;
    }

    private void print(List<Palettes.BuiltIn> palettes) {
        int words = palettes.stream().mapToInt(row -> words(row).length()).max().orElse(0) + 2;
        int room = console().terminal().columns() - NAME_COLUMNS;
        boolean hasRoom = room - words >= LEAST_STRIP;
        int strip = Math.min(Math.max(hasRoom ? room - words : room, 1), MOST_STRIP);
        boolean coloured = console().terminal().hasAllColours();
        for (Palettes.BuiltIn row : palettes) {
            String name = String.format("%-" + NAME_COLUMNS + "s", row.name());
            console().out().println(
                    !coloured ? name + words(row)
                    : name + strip(row.palette(), strip) + (hasRoom ? "  " + words(row) : ""));
        }
    }

    private static String words(Palettes.BuiltIn row) {
        return row.words() + (row.palette().isCyclic() ? ", cyclic" : "");
    }

    /** Blanks on grounds of its colours (ECMA-48, SGR 48, with red, green and blue as ISO 8613-6 has them). */
    private static String strip(Palette palette, int columns) {
        StringBuilder strip = new StringBuilder();
        for (int color : PaletteSheet.colors(palette, columns)) {
            strip.append(String.format(
                    Locale.ROOT, "\u001b[48;2;%d;%d;%dm ", color >> 16, color >> 8 & 0xFF, color & 0xFF));
        }
        return strip.append("\u001b[0m").toString();
    }

    private void draw(List<Palettes.BuiltIn> palettes, String name) {
        MissingPartException.requireModules("a picture of palettes", "print a list", "java.desktop");
        if (!name.toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
            throw new InvalidParameterException(
                    "output \"" + name + "\" does not end with " + SUFFIX + ": palettes are drawn as PNG");
        }
        Path file;
        try {
            file = console().path(name);
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("output \"" + Shell.printable(name) + "\" is no file's name");
        }
        try (PartialFile partial = PartialFile.create(file)) {
            boolean hasNames = PaletteSheet.write(palettes, partial.stream());
            partial.complete();
            if (!hasNames) {
                console().say("Java finds no fonts here: the strips are without names, in the order of the list");
            }
        } catch (IOException e) {
            throw new OutputException(name, file, e);
        }
    }
}
