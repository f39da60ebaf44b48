package org.juliaset.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import org.juliaset.storage.EscapedClassPath;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program's entry. */
public final class Main {
    /** Of the program, as it is called and as it begins its messages. */
    static final String NAME = "juliaset";

    private static final Set<String> ABOUT_SUBCOMMANDS =
            Set.of("devices", "bench", "info", "verify", "palettes", "help", "-h", "-hV", "-Vh", "--help");

    private static final Set<String> FULL_HELP = Set.of("help", "--help");

    /** The status that a shell shows for a program that has ended for this reason. */
    private static final int BROKEN_PIPE = 141;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (EscapedClassPath.isNeeded()) {
            EscapedClassPath.run(Main.class, arguments);
            return;
        }
        // charts are drawn into memory, with or without a display
        System.getProperties().putIfAbsent("java.awt.headless", "true");
        Console console = Console.ofProcess();
        System.setOut(console.out());
        System.setErr(console.err());
        System.exit(run(console, arguments));
    }

    /** Runs a command line and returns its exit status. Leaves nothing behind: it can be run again, and by several. */
    static int run(Console console, String... arguments) {
        Failures failures = new Failures(console, arguments);
        try {
            FileNames.require(arguments);
            int status = commandLine(console, arguments)
                    .setOut(new PrintWriter(console.out(), true))
                    .setExpandAtFiles(false)
                    .setExecutionStrategy(parsed -> runLast(parsed, console))
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures)
                    .execute(arguments);
            return console.out().checkError() && status == 0 ? lostOutput(console, failures) : status;
        } catch (Throwable e) {
            // picocli hands exceptions over, errors come to here
            return failures.report(e);
        }
    }

    /** What was printed did not arrive. A reader that has seen enough, as head has, is no failure to speak of. */
    private static int lostOutput(Console console, Failures failures) {
        return console.terminal().isPipe() ? BROKEN_PIPE : failures.lostOutput();
    }

    /** With the subcommands, where one is asked for or to be listed: else they would only delay the start. */
    private static CommandLine commandLine(Console console, String... arguments) {
        return Arrays.stream(arguments).anyMatch(ABOUT_SUBCOMMANDS::contains)
                ? HelpText.installIn(
                        withSubcommands(console),
                        Arrays.stream(arguments).noneMatch(FULL_HELP::contains),
                        console.terminal())
                : new RenderCommand(console).commandLine();
    }

    /** The program's command line with all its subcommands. */
    static CommandLine withSubcommands(Console console) {
        return new RenderCommand(console).commandLine()
                .addSubcommand(new InfoCommand(console).commandLine())
                .addSubcommand(new VerifyCommand(console).commandLine())
                .addSubcommand(new PalettesCommand(console).commandLine())
                .addSubcommand(new DevicesCommand(console).commandLine())
                .addSubcommand(new BenchCommand(console).commandLine())
                .addSubcommand(help());
    }

    private static CommandLine help() {
        CommandLine help = new CommandLine(new CommandLine.HelpCommand());
        help.getCommandSpec().usageMessage().description("Shows the help of the program, or of a command.");
        return help;
    }

    /** Runs the command, or its subcommand, which takes no options of a render before its name. */
    private static int runLast(ParseResult parsed, Console console) {
        if (!parsed.unmatched().isEmpty()) {
            // picocli lets that pass where help is asked for
            throw new CommandLine.UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
        }
        if (parsed.isUsageHelpRequested() && parsed.hasSubcommand()) {
            // "--help bench" is about bench
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
