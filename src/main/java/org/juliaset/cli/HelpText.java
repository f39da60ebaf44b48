package org.juliaset.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of a command, as wide as the terminal: short for {@code -h}, complete for {@code --help}. Lines are broken
 * at spaces only, so that text to be typed stays in one piece.
 */
final class HelpText {
    private static final String KEY = "help";
    private static final int LEAST_WIDTH = 40;
    private static final int MOST_WIDTH = 100;

    /** The column in which descriptions start, if the terminal is wide enough. */
    private static final int MEANING_COLUMN = 27;

    private static final int LEAST_MEANING = 28;

    /** Headings and the options below them; options without a heading come first. */
    private static final Map<String, List<String>> HEADINGS = new LinkedHashMap<>();

    static {
        HEADINGS.put("Picture", both(
                both(ViewOptions.OF_C, parameters(Parameter.Topic.PICTURE)), List.of("--preset", "--like")));
        HEADINGS.put("Region", both(parameters(Parameter.Topic.REGION), ViewOptions.OF_REGION));
        HEADINGS.put("Colour", parameters(Parameter.Topic.COLOR));
        HEADINGS.put("Film", AnimationOptions.NAMES);
        HEADINGS.put("Output", both(both(List.of("--output"), FilmOutputOptions.NAMES),
                parameters(Parameter.Topic.OUTPUT)));
        HEADINGS.put("Page", PageOptions.NAMES);
        HEADINGS.put("Devices", List.of("--device", "--threads"));
        HEADINGS.put("Large pictures", List.of("--dry-run", "--memory", "--resume", "--keep-partial", "--part"));
        HEADINGS.put("Reporting", List.of("--progress", "--stats", "--json", "--debug", "--help", "--version"));
    }

    /** Those options of a render that its short help leaves out. */
    private static final Set<String> UNCOMMON = Set.of(
            "--threshold", "--precision", "--like", "--palette-period", "--palette-offset", "--palette-reverse",
            "--interior", "--flat", "--smooth", "--depth", "--threads", "--memory", "--keep-partial", "--part",
            "--progress", "--json", "--debug");

    private static List<String> parameters(Parameter.Topic topic) {
        return Parameters.all().stream()
                .filter(parameter -> parameter.topic() == topic)
                .map(ParameterOptions::longName)
                .toList();
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static final String[][] STATUSES = {
        {"0", "success"},
        {"1", "failure: of the disk, of a device, or a picture that differs"},
        {"2", "wrong input: nothing has been computed"},
        {"128 + N", "ended by signal N: 130 after Ctrl-C"},
    };

    private static final String[][] VARIABLES = {
        {"JULIASET_DEVICE", "what --device says where it is not given"},
        {"JULIASET_JAVA_OPTS", "options for Java, such as -Xmx8g"},
        {"JAVA_HOME", "the Java to run on, from 17 up; else it is the one on the PATH"},
        {"XDG_CACHE_HOME", "where to remember devices and compiled kernels, in a folder juliaset (~/.cache)"},
        {"COLUMNS", "the width of help and of the progress bar, where the terminal is not narrower"},
        {"COLORTERM", "truecolor or 24bit where the terminal has all colours, for the list of palettes"},
        {"NO_COLOR", "if it is set, help and lists have no colours"},
    };

    private final CommandSpec command;
    private final Help.Ansi ansi;
    private final boolean isShort;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private HelpText(Help help, boolean isShort, Terminal terminal) {
        this.command = help.commandSpec();
        this.ansi = help.ansi();
        this.isShort = isShort;
        this.width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, terminal.columns()));
    }

    /** Makes a command line and its subcommands print this help. */
    static CommandLine installIn(CommandLine commandLine, boolean isShort, Terminal terminal) {
        Map<String, CommandLine.IHelpSectionRenderer> sections =
                Map.of(KEY, help -> new HelpText(help, isShort, terminal).all());
        return commandLine.setHelpSectionMap(sections)
                .setHelpSectionKeys(List.of(KEY))
                .setColorScheme(Help.defaultColorScheme(terminal.hasColours() ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private String all() {
        boolean isRender = !command.subcommands().isEmpty();
        String name = command.qualifiedName();
        String files = command.positionalParameters().stream().map(this::label).collect(Collectors.joining());
        line(bold("Usage:") + " " + name + " [OPTIONS]" + files);
        if (isRender) {
            line("       " + name + " COMMAND [OPTIONS] [FILE]");
        }
        paragraph("", String.join(" ", command.usageMessage().description()).strip());
        arguments();
        options(isRender && isShort ? UNCOMMON : Set.of());
        if (isRender) {
            heading("Commands");
            command.subcommands().values().stream().map(CommandLine::getCommandSpec).distinct()
                    .forEach(spec -> row(String.join(", ", spec.names()), purpose(spec)));
        }
        String[] examples = command.usageMessage().footer();
        if (examples.length > 0) {
            heading("Examples");
            List.of(examples).forEach(example -> line("  " + example));
        }
        if (isRender && !isShort) {
            table("Exit status", STATUSES);
            table("Environment variables", VARIABLES);
        }
        if (isRender) {
            line("");
            paragraph("", isShort
                    ? name + " --help lists all options, " + name + " COMMAND --help those of a command."
                    : name + " COMMAND --help lists the options of a command.");
        }
        return text.toString();
    }

    private String label(PositionalParamSpec parameter) {
        String label = parameter.paramLabel();
        return " " + (parameter.arity().min() == 0 ? "[" + label + "]" : label);
    }

    private static String purpose(CommandSpec command) {
        return String.join(" ", command.usageMessage().description()).replaceFirst("(?s)\\. .*", ".");
    }

    private void arguments() {
        if (!command.positionalParameters().isEmpty()) {
            line("");
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            row(parameter.paramLabel(), String.join(" ", parameter.description()));
        }
    }

    /** @param leftOut the longest names of those not to list */
    private void options(Set<String> leftOut) {
        List<OptionSpec> rest = new ArrayList<>(command.options());
        rest.removeIf(option -> option.hidden() || leftOut.contains(option.longestName()));
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        List<OptionSpec> unplaced = new ArrayList<>(rest);
        unplaced.removeIf(option -> HEADINGS.values().stream().anyMatch(names -> names.contains(option.longestName())));
        sections.put("Options", unplaced);
        HEADINGS.forEach((heading, names) -> sections.put(heading, names.stream()
                .flatMap(name -> rest.stream().filter(option -> option.longestName().equals(name)))
                .toList()));
        sections.values().removeIf(List::isEmpty);
        sections.forEach((heading, options) -> section(sections.size() == 1 ? "Options" : heading, options));
    }

    private void section(String heading, List<OptionSpec> options) {
        heading(heading);
        options.forEach(option -> row(names(option), String.join(" ", option.description())));
    }

    private static String names(OptionSpec option) {
        String longest = option.longestName();
        String name = option.negatable() ? longest.replaceFirst("^--", "--[no-]") : longest;
        String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        String shortest = option.shortestName();
        return (shortest.equals(longest) ? "    " : shortest + ", ") + name + value;
    }

    private void table(String heading, String[][] rows) {
        heading(heading);
        for (String[] row : rows) {
            row(row[0], row[1]);
        }
    }

    private void heading(String heading) {
        line("");
        line(bold(heading + ":"));
    }

    private String bold(String words) {
        return ansi.string("@|bold " + words + "|@");
    }

    /** Appends a name and its description: to the right of the name, or below it if there is little room. */
    private void row(String name, String meaning) {
        boolean isBeside = width - MEANING_COLUMN >= LEAST_MEANING;
        int column = isBeside ? MEANING_COLUMN : 8;
        String start = "  " + name;
        if (!isBeside || start.length() > column - 2) {
            line(start);
            start = "";
        }
        paragraph(start + " ".repeat(column - start.length()), meaning);
    }

    /** Appends words in lines: the first line follows a start text, the others are indented as far. */
    private void paragraph(String start, String words) {
        String indent = " ".repeat(start.length());
        StringBuilder line = new StringBuilder(start);
        for (String word : words.split("\\s+")) {
            boolean isFirst = line.length() == indent.length();
            if (!isFirst && line.length() + 1 + word.length() > width) {
                line(line.toString());
                line.setLength(0);
                line.append(indent);
                isFirst = true;
            }
            line.append(isFirst ? "" : " ").append(word);
        }
        line(line.toString());
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
