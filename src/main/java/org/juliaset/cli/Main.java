package org.juliaset.cli;

import java.util.Arrays;
import java.util.Set;
import org.juliaset.core.EscapedClassPath;
import picocli.CommandLine;

/** The program's entry. */
public final class Main {
    private static final Set<String> ABOUT_SUBCOMMANDS = Set.of("devices", "bench", "info", "verify", "-h", "--help");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (EscapedClassPath.isNeeded()) {
            EscapedClassPath.run(Main.class, arguments);
            return;
        }
        StandardOutput.install();
        System.exit(run(arguments));
    }

    /** Runs a command line and returns its exit status. */
    static int run(String... arguments) {
        Failures failures = new Failures(arguments);
        CommandLine commandLine = commandLine(arguments)
                .setExpandAtFiles(false)
                .setExecutionStrategy(Main::runLast)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            FileNames.require(arguments);
            int status = commandLine.execute(arguments);
            return System.out.checkError() && status == 0 ? failures.lostOutput() : status;
        } catch (Throwable e) {
            // picocli hands exceptions over, errors come to here
            return failures.report(e);
        }
    }

    /** With the subcommands, where one is asked for or to be listed: else they would only delay the start. */
    private static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new RenderCommand().commandLine();
        if (Arrays.stream(arguments).anyMatch(ABOUT_SUBCOMMANDS::contains)) {
            commandLine.addSubcommand(new InfoCommand().commandLine())
                    .addSubcommand(new VerifyCommand().commandLine())
                    .addSubcommand(new DevicesCommand().commandLine())
                    .addSubcommand(new BenchCommand().commandLine());
        }
        return commandLine;
    }

    /** Runs the command, or its subcommand, which takes no options of a render before its name. */
    private static int runLast(CommandLine.ParseResult parsed) {
        if (parsed.hasSubcommand()) {
            parsed.matchedOptions().stream()
                    .filter(option -> option.scopeType() == CommandLine.ScopeType.LOCAL)
                    .findFirst()
                    .ifPresent(option -> {
                        throw new CommandLine.ParameterException(
                                parsed.commandSpec().commandLine(),
                                option.shortestName() + " belongs to a render and not to a command");
                    });
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
