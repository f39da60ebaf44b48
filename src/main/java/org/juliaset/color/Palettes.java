package org.juliaset.color;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.NearestNames;

/** Palettes by name: those that are built in, files, and stops. */
public final class Palettes {
    /** Those that have a file each, with all their colours. */
    private static final List<String> MAPS =
            List.of("viridis", "magma", "inferno", "plasma", "cividis", "twilight", "turbo");

    private static final String OWN = "own";
    private static final Pattern GRADIENT_OF_FILE = Pattern.compile("(?i)(.+\\.ugr):(.+)");

    /** Palettes whose colours are kept; those of one take most of a megabyte. */
    private static final int MOST_KEPT = 4;

    private static final Map<String, Palette> LATEST = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Palette> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * A palette that is built in.
     *
     * @param words what it looks like, in a few words
     */
    public record BuiltIn(String name, String words, Palette palette) {}

    private Palettes() {}

    /** All that are built in, in the order in which they are to be listed. */
    public static List<BuiltIn> builtIn() {
        return Stream.concat(own().stream(), MAPS.stream().map(Palettes::map)).toList();
    }

    /** {@link #find(String, Path)}, with files in the working folder. */
    public static Palette find(String text) {
        return find(text, Path.of(""));
    }

    /**
     * The palette that a text says: the name of one that is built in, in upper or lower case; the name of a file, see
     * {@link PaletteFile}, and where it is a .ugr also {@code FILE:GRADIENT}; or stops, see {@link Palette#ofStops}.
     *
     * @param folder which files' names are relative to
     * @throws InvalidParameterException if there is no such palette, or a file is none
     */
    public static Palette find(String text, Path folder) {
        Optional<Palette> builtIn = builtIn(text);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        Matcher one = GRADIENT_OF_FILE.matcher(text);
        if (one.matches()) {
            return PaletteFile.read(path(one.group(1), folder), one.group(2));
        }
        if (PaletteFile.hasSuffix(text) || text.contains("/") || isFile(text, folder)) {
            return PaletteFile.read(path(text, folder), null);
        }
        return ofStops(text);
    }

    /**
     * A palette by the text that a picture is kept with: the name of one that is built in, or stops. No file is read.
     * The latest few are kept with their colours, for many tiles of one picture. Safe for use by several threads.
     *
     * @throws InvalidParameterException if there is no such palette
     */
    public static Palette of(String text) {
        synchronized (LATEST) {
            Palette known = LATEST.get(text);
            if (known != null) {
                return known;
            }
        }
        Palette palette = builtIn(text).orElseGet(() -> ofStops(text));
        synchronized (LATEST) {
            LATEST.put(text, palette);
        }
        return palette;
    }

    private static Palette ofStops(String text) {
        if (text.contains(",") || text.startsWith("#")) {
            return Palette.ofStops(text);
        }
        throw unknown(text, text.strip().toLowerCase(Locale.ROOT));
    }

    private static Optional<Palette> builtIn(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return MAPS.contains(name)
                ? Optional.of(map(name).palette())
                : own().stream().filter(palette -> palette.name().equals(name)).map(BuiltIn::palette).findFirst();
    }

    private static Path path(String text, Path folder) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new InvalidParameterException("the palette " + Palette.quoted(text) + " is no file's name");
        }
    }

    private static boolean isFile(String text, Path folder) {
        try {
            return Files.isRegularFile(folder.resolve(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static InvalidParameterException unknown(String text, String name) {
        List<String> names = Stream.concat(own().stream().map(BuiltIn::name), MAPS.stream()).sorted().toList();
        List<String> near = NearestNames.of(name, names.stream());
        return new InvalidParameterException("there is no palette " + Palette.quoted(text) + ": " + (near.isEmpty()
                ? "give one of " + String.join(", ", names) + ", a file, or colours with commas between them"
                : "did you mean " + String.join(" or ", near) + "?"));
    }

    /** A name and words in one line, and the stops in the next. */
    private static List<BuiltIn> own() {
        List<BuiltIn> palettes = new ArrayList<>();
        List<String> lines = lines(OWN).stream().filter(line -> !line.startsWith("# ")).toList();
        for (int k = 0; k < lines.size(); k += 2) {
            String[] words = lines.get(k).split(": ", 2);
            palettes.add(new BuiltIn(
                    words[0], words[1], new Palette(words[0], Palette.ofStops(lines.get(k + 1)).stops())));
        }
        return palettes;
    }

    /** Lines of what there is to say, and a line of red, green and blue from 0 to 1 for each colour. */
    private static BuiltIn map(String name) {
        List<Rgb> colors = new ArrayList<>();
        String words = "";
        boolean cyclic = false;
        for (String line : lines(name)) {
            if (line.startsWith("# words: ")) {
                words = line.substring("# words: ".length());
            } else if (line.startsWith("#")) {
                cyclic |= line.equals("# cyclic: yes");
            } else {
                String[] numbers = line.split(" ");
                colors.add(Rgb.nearest(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]),
                        Double.parseDouble(numbers[2])));
            }
        }
        return new BuiltIn(name, words, Palette.evenly(name, colors, cyclic));
    }

    private static List<String> lines(String name) {
        try (InputStream in = Palettes.class.getResourceAsStream("palettes/" + name + ".txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
