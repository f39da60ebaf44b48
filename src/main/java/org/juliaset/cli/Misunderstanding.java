package org.juliaset.cli;

import java.util.List;
import java.util.stream.Stream;
import org.juliaset.parameters.NearestNames;
import org.juliaset.parameters.Numbers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains why a command line cannot be parsed, and suggests what may have been meant. */
final class Misunderstanding {
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
        return String.join(" or ", NearestNames.of(name(word), names(command, word.startsWith("-"))));
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
}
