package org.juliaset.parameters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a mistyped word may stand for. */
public final class NearestNames {
    /** A word with one wrong letter in so many is still recognised. */
    private static final int LETTERS_FOR_ONE_WRONG = 3;

    private NearestNames() {}

    /**
     * Those that are nearest to a word.
     *
     * @param word in upper or lower case; hyphens at its start do not count as letters
     * @return in the order of {@code known}; empty where none is near
     */
    public static List<String> of(String word, Stream<String> known) {
        Map<Integer, List<String>> byDistance =
                known.collect(Collectors.groupingBy(name -> distance(word, name), TreeMap::new, Collectors.toList()));
        int nearest = byDistance.keySet().stream().findFirst().orElse(Integer.MAX_VALUE);
        return nearest <= word.replaceFirst("^-+", "").length() / LETTERS_FOR_ONE_WRONG
                ? byDistance.get(nearest)
                : List.of();
    }

    /** Letters to be added, left out, changed or swapped with their neighbour to come from one word to another. */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        if (b.startsWith(a)) {
            return 1;
        }
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(
                        steps[i - 1][j - 1] + change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
