package org.juliaset.parameters;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The differences of two pictures' parameters, compared as stored texts. */
public final class Differences {
    private final Map<String, String> found;
    private final Map<String, String> wanted;
    private final List<String> names;

    /**
     * @param found texts by name; one that is left out is the parameter's default
     * @param wanted likewise
     */
    public Differences(Map<String, String> found, Map<String, String> wanted) {
        this.found = found;
        this.wanted = wanted;
        Set<String> all = new LinkedHashSet<>(wanted.keySet());
        all.addAll(found.keySet());
        this.names = all.stream().filter(name -> !text(name, found).equals(text(name, wanted))).toList();
    }

    private static String text(String name, Map<String, String> texts) {
        String text = texts.get(name);
        return text == null
                ? Parameters.find(name).flatMap(parameter -> parameter.defaultText(known(texts))).orElse("none")
                : text;
    }

    /** The values of texts, without those that this version cannot read. */
    private static Values known(Map<String, String> texts) {
        Values values = Values.NONE;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            try {
                values = values.with(Values.of(Map.of(entry.getKey(), entry.getValue())));
            } catch (InvalidParameterException e) {
                // of another version
            }
        }
        return values;
    }

    /** Returns whether the pictures are the same. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the differences as part of a sentence: {@code itermin 5 instead of 9, itermax 80 instead of 90}. */
    public String text(Spelling spelling) {
        return names.stream()
                .map(name -> spelling.of(name) + " " + text(name, found) + " instead of " + text(name, wanted))
                .collect(Collectors.joining(", "));
    }
}
