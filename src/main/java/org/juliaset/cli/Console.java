package org.juliaset.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.juliaset.concurrent.AtExit;

/**
 * The environment of a command: its streams, the variables that it reads, and the folder to which file names are
 * relative. Commands print through it alone, so that a test passes its own and runs them without a process. As safe for
 * use by several threads as its streams.
 *
 * @param in standard input
 * @param pictures standard output for the bytes of a picture, unbuffered; not mixed with text
 * @param out standard output for text
 * @param err standard error
 * @param environment variables by name
 * @param folder the working folder; empty for that of the process
 */
record Console(
        InputStream in,
        OutputStream pictures,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Map<String, String> environment,
        Path folder) {

    /**
     * Returns the console of this process. The caller sets {@link System#out} and {@link System#err} to its streams.
     */
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
        return new Console(System.in, pictures, out, err, terminal, environment, Path.of(""));
    }

    /** Prints a line on standard error, led by the program's name. */
    void say(String line) {
        err.println(Main.NAME + ": " + line);
    }

    /** Returns the status line of standard error, if that is a terminal. */
    Optional<StatusLine> statusLine() {
        return err instanceof StatusLine line ? Optional.of(line) : Optional.empty();
    }

    /**
     * Returns the path of a file name.
     *
     * @throws InvalidPathException if it is not a valid file name
     */
    Path path(String name) {
        return folder.resolve(name);
    }
}
