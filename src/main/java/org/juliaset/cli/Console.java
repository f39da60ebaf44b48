package org.juliaset.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.juliaset.concurrent.AtExit;

/**
 * What a command has around it: the streams that it prints to, the variables that it reads, and the folder that names
 * of files are relative to. Commands print through it alone, so that a test, which hands in its own, runs them without
 * a process. As safe for use by several threads as its streams.
 *
 * @param pictures standard output for bytes, without a buffer; where text is not mixed with them
 * @param out standard output for text
 * @param err standard error
 * @param environment variables by name
 * @param folder the working folder; empty for the process's own
 */
record Console(
        OutputStream pictures,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Map<String, String> environment,
        Path folder) {

    /** That of this process; its streams are to take the place of {@link System#out} and {@link System#err}. */
    static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        OutputStream pictures = StandardOutput.stream();
        String charset = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
        PrintStream out = StandardOutput.isMoved()
                ? new PrintStream(pictures, true, Charset.forName(charset))
                : System.out;
        PrintStream err = System.err;
        if (terminal.isStandardError()) {
            StatusLine line = new StatusLine(System.err, terminal);
            new AtExit("juliaset-end-status-line", line::end);
            err = line;
        }
        return new Console(pictures, out, err, terminal, environment, Path.of(""));
    }

    /** Prints a line on standard error, after the program's name. */
    void say(String line) {
        err.println(Main.NAME + ": " + line);
    }

    /** The line at the end of standard error, where that is a terminal. */
    Optional<StatusLine> statusLine() {
        return err instanceof StatusLine line ? Optional.of(line) : Optional.empty();
    }

    /**
     * A file by the name that was given.
     *
     * @throws InvalidPathException if it is no file's name
     */
    Path path(String name) {
        return folder.resolve(name);
    }
}
