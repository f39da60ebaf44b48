package org.juliaset.cli;

import picocli.CommandLine;

/** The program's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line and returns its exit status. */
    static int run(String... arguments) {
        Failures failures = new Failures(arguments);
        CommandLine commandLine = new CommandLine(new RenderCommand())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError e) {
            return failures.report(e);
        }
    }
}
