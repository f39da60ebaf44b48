package org.juliaset.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.juliaset.storage.EscapedClassPath;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point of the program. */
public final class Main {
    /** The name of the program, which also starts its messages. */
    static final String NAME = "juliaset";

    private static final Set<String> ABOUT_SUBCOMMANDS =
            Set.of(
                    "devices", "bench", "info", "verify", "palettes", "presets", "color", "colour", "explore", "join",
                    "plan", "animate", "batch", "cache", "completion",
                    "help", "-h", "-hV", "-Vh", "--help");

    private static final Set<String> FULL_HELP = Set.of("help", "--help");

    /** The exit status that a shell reports for a program that ended by SIGPIPE. */
    private static final int BROKEN_PIPE = 141;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (EscapedClassPath.isNeeded()) {
            EscapedClassPath.run(Main.class, arguments);
            return;
        }
        // charts are drawn in memory and need no display
        System.getProperties().putIfAbsent("java.awt.headless", "true");
        // converters that no option uses: picocli would load some hundred classes for them
        System.getProperties().putIfAbsent("picocli.converters.excludes", "java\\.(sql|time)\\..*");
        Console console = Console.ofProcess();
        System.setOut(console.out());
        System.setErr(console.err());
        System.exit(run(console, arguments));
    }

    /**
     * Runs a command line and returns its exit status. Keeps no state: it can be called again, and by several threads.
     */
    static int run(Console console, String... arguments) {
        return run(console, () -> commandLine(console, arguments), arguments);
    }

    /**
     * Runs a command line with other commands.
     *
     * @param line creates it
     */
    static int run(Console console, Supplier<CommandLine> line, String... arguments) {
        Failures failures = new Failures(console, arguments);
        try {
            FileNames.require(arguments);
            int status = line.get()
                    .setOut(new PrintWriter(console.out(), true))
                    .setExpandAtFiles(false)
                    .setExecutionStrategy(parsed -> runLast(parsed, console))
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures)
                    .execute(arguments);
            return console.out().checkError() && status == 0 ? lostOutput(console, failures) : status;
        } catch (Throwable e) {
            // picocli passes exceptions to its handlers, but not errors
            return failures.report(e);
        }
    }

    /**
     * Returns the exit status if standard output could not be written. A pipe whose reader has ended, such as head, is
     * not reported.
     */
    private static int lostOutput(Console console, Failures failures) {
        return console.terminal().isPipe() ? BROKEN_PIPE : failures.lostOutput();
    }

    /**
     * Creates the command line; with subcommands only if one is given or all are listed, since they delay the start.
     */
    private static CommandLine commandLine(Console console, String... arguments) {
        return Arrays.stream(arguments).anyMatch(ABOUT_SUBCOMMANDS::contains)
                ? HelpText.installIn(
                        withSubcommands(console),
                        Arrays.stream(arguments).noneMatch(FULL_HELP::contains),
                        console.terminal())
                : new RenderCommand(console).commandLine();
    }

    /** Creates the command line with all subcommands. */
    static CommandLine withSubcommands(Console console) {
        return new RenderCommand(console).commandLine()
                .addSubcommand(new ExploreCommand(console).commandLine())
                .addSubcommand(new AnimateCommand(console).commandLine())
                .addSubcommand(new InfoCommand(console).commandLine())
                .addSubcommand(new VerifyCommand(console).commandLine())
                .addSubcommand(new ColorCommand(console).commandLine())
                .addSubcommand(new PlanCommand(console).commandLine())
                .addSubcommand(new JoinCommand(console).commandLine())
                .addSubcommand(new BatchCommand(console).commandLine())
                .addSubcommand(new PalettesCommand(console).commandLine())
                .addSubcommand(new PresetsCommand(console).commandLine())
                .addSubcommand(new DevicesCommand(console).commandLine())
                .addSubcommand(new BenchCommand(console).commandLine())
                .addSubcommand(new CacheCommand(console).commandLine())
                .addSubcommand(new CompletionCommand(console).commandLine())
                .addSubcommand(help());
    }

    private static CommandLine help() {
        CommandLine help = new CommandLine(new CommandLine.HelpCommand());
        help.getCommandSpec().usageMessage().description("Shows the help of the program, or of a command.");
        return help;
    }

    /** Runs the command or its subcommand. Options of a render before the name of a subcommand are refused. */
    private static int runLast(ParseResult parsed, Console console) {
        if (!parsed.unmatched().isEmpty()) {
            // picocli ignores unmatched arguments if help is requested
            throw new CommandLine.UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
        }
        if (parsed.isUsageHelpRequested() && parsed.hasSubcommand()) {
            // "--help bench" shows the help of bench
            parsed.subcommand().commandSpec().commandLine().usage(console.out());
            return CommandLine.ExitCode.OK;
        }
        if (parsed.hasSubcommand()) {
            parsed.matchedOptions().stream()
                    .filter(option -> option.scopeType() == CommandLine.ScopeType.LOCAL && !option.versionHelp())
                    .findFirst()
                    .ifPresent(option -> {
                        throw new ParameterException(
                                parsed.commandSpec().commandLine(),
                                option.shortestName() + " belongs to a render and not to a command");
                    });
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
