package org.juliaset.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.parameters.Numbers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains why a command line cannot be parsed, and suggests what may have been meant. */
final class Misunderstanding {
    /** A word is recognised with one wrong letter in this many. */
    private static final int LETTERS_FOR_ONE_WRONG = 3;

    private Misunderstanding() {}

    /**
     * Returns one line: the wrong word, a suggestion, and the command for help.
     *
     * @param arguments the whole command line
     */
    static String explain(ParameterException e, String... arguments) {
        String message = e.getMessage();
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String word = withOneHyphen(command, arguments);
        if (word != null) {
            message = "Unknown option: '" + word + "'";
        } else if (e.getCause() instanceof NotANumberException) {
            // its message says what to do
            return message;
        } else if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            // the first one: the others may be its values
            word = unmatched.getUnmatched().get(0);
            message = new UnmatchedArgumentException(e.getCommandLine(), List.of(word)).getMessage();
        } else if (e.getArgSpec() == null && e.getValue() != null) {
            // an argument of the command "help"
            word = e.getValue();
            message = "Unknown command: '" + word + "'";
        }
        String meant = word == null ? "" : suggestion(word, command);
        return message + (meant.isEmpty() ? ": see " : ": did you mean " + meant + "? See ")
                + command.qualifiedName() + " --help";
    }

    /**
     * Returns a long option that was typed with one hyphen, or null. It was parsed as short options, about which a
     * message would mislead.
     */
    private static String withOneHyphen(CommandSpec command, String... arguments) {
        return Stream.of(arguments)
                .filter(word -> word.matches("-[a-z].*"))
                .filter(word -> names(command, true).anyMatch(("-" + name(word))::equals))
                .findFirst()
                .orElse(null);
    }

    /** Returns a word without an attached value. */
    private static String name(String word) {
        return word.replaceFirst("=.*", "");
    }

    /** Returns the names nearest to a word; empty if none is near. */
    private static String suggestion(String word, CommandSpec command) {
        // of a word processor or a web page, which has one dash for two hyphens
        String hyphens = Numbers.withMinus(word.replaceFirst("^[\u2014\u2015]", "--"));
        if (hyphens.startsWith("-") && !hyphens.equals(word)) {
            return hyphens;
        }
        String name = name(word);
        Map<Integer, List<String>> byDistance = names(command, word.startsWith("-"))
                .collect(Collectors.groupingBy(known -> distance(name, known), TreeMap::new, Collectors.toList()));
        int nearest = byDistance.keySet().stream().findFirst().orElse(Integer.MAX_VALUE);
        return nearest <= name.replaceFirst("^-+", "").length() / LETTERS_FOR_ONE_WRONG
                ? String.join(" or ", byDistance.get(nearest))
                : "";
    }

    private static Stream<String> names(CommandSpec command, boolean options) {
        if (!options) {
            Command main = (Command) command.userObject();
            return command.parent() == null
                    ? Main.withSubcommands(main.console()).getSubcommands().keySet().stream()
                    : Stream.of();
        }
        return Stream.concat(command.optionsMap().keySet().stream(), command.negatedOptionsMap().keySet().stream())
                .filter(name -> name.startsWith("--"));
    }

    /**
     * Returns the number of letters to insert, delete, change or swap with a neighbour to turn one word into another,
     * ignoring case; 1 for a prefix.
     */
    private static int distance(String word, String other) {
        String a = word.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
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
