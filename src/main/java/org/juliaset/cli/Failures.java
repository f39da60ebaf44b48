package org.juliaset.cli;

import java.util.Arrays;
import java.util.Map;
import org.juliaset.compute.EngineException;
import org.juliaset.compute.MissingPartException;
import org.juliaset.devices.NoSuchDeviceException;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Spelling;
import picocli.CommandLine;

/** Reports failures as one line on standard error and an exit status. */
final class Failures implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    private static final Spelling OPTIONS = new Spelling(Map.of(
            "resume", "--resume",
            "memory", "--memory",
            "float32", "--precision float",
            "stream", "-",
            "option", "--%s",
            "text", "Invalid value for option '--%s': "));

    private final Console console;
    private final boolean debug;

    Failures(Console console, String... arguments) {
        this.console = console;
        this.debug = Arrays.asList(arguments).contains("--debug");
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        return report(CommandLine.ExitCode.USAGE, Misunderstanding.explain(e, arguments), e);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        return report(e);
    }

    /** Reports a failure and returns its exit status. */
    int report(Throwable failure) {
        boolean isMistake = failure instanceof InvalidParameterException || failure instanceof NoSuchDeviceException;
        return report(
                isMistake ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE, message(failure), failure);
    }

    /** Returns what is said of a failure: one line. */
    static String message(Throwable failure) {
        if (failure instanceof InvalidParameterException invalid) {
            return oneLine(invalid.message(OPTIONS));
        }
        return oneLine(failure instanceof EngineException engine ? engine.message(OPTIONS) : explanation(failure));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Reports that standard output could not be written, and returns the exit status. */
    int lostOutput() {
        return report(CommandLine.ExitCode.SOFTWARE, "cannot write to standard output", new Throwable());
    }

    private static String explanation(Throwable failure) {
        if (failure instanceof OutputException
                || failure instanceof InputException
                || failure instanceof MissingPartException) {
            return failure.getMessage();
        }
        if (failure instanceof LinkageError linkage) {
            return MissingPartException.of(linkage).getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory (" + failure.getMessage()
                    + "): give it more, for instance with --memory 8G, or use fewer --threads";
        }
        return "internal error: " + failure + ": run it again with --debug and report what it prints";
    }

    private int report(int status, String message, Throwable failure) {
        console.say(oneLine(message));
        if (debug) {
            failure.printStackTrace(console.err());
        }
        return status;
    }
}
