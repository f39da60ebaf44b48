package org.juliaset.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.NearestNames;
import org.juliaset.parameters.Values;

/** Well-known Julia sets by name, each with a region and colours that suit it. */
public final class Presets {
    private static final String TABLE = "presets.txt";

    /**
     * A preset.
     *
     * @param name in small letters
     * @param words its looks, in a few words
     * @param source the person or the book that described it
     * @param values its parameters; the others have their defaults
     */
    public record Preset(String name, String words, String source, Values values) {}

    private Presets() {}

    /** Returns all presets in the order of lists. */
    public static List<Preset> all() {
        List<Preset> presets = new ArrayList<>();
        for (String entry : text().split("\\R(?=\\S)")) {
            if (!entry.startsWith("#")) {
                String[] parts = entry.split("\\R", 2);
                String[] head = parts[0].split("[:;] ");
                presets.add(new Preset(head[0], head[1], head[2], values(parts[1])));
            }
        }
        return presets;
    }

    /** Returns the names of all presets, which are read when they are iterated. */
    public static Iterable<String> names() {
        return () -> all().stream().map(Preset::name).iterator();
    }

    /**
     * Returns a preset.
     *
     * @param name in upper or lower case
     * @throws InvalidParameterException with the nearest names, or all of them, if there is none of this name
     */
    public static Preset find(String name) {
        List<Preset> presets = all();
        return presets.stream()
                .filter(preset -> preset.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> unknown(name, presets.stream().map(Preset::name).sorted().toList()));
    }

    private static InvalidParameterException unknown(String name, List<String> known) {
        List<String> near = NearestNames.of(name.strip(), known.stream());
        return new InvalidParameterException("there is no preset \"" + name + "\": " + (near.isEmpty()
                ? "give one of " + String.join(", ", known)
                : "did you mean " + String.join(" or ", near) + "?"));
    }

    private static Values values(String lines) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String word : lines.strip().split("\\s+")) {
            String[] parts = word.split("=", 2);
            texts.put(parts[0], parts[1]);
        }
        return Values.of(texts);
    }

    private static String text() {
        try (InputStream in = Presets.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
