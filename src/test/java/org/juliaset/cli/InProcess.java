package org.juliaset.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a command line as {@link Program} does, but in the process of the tests, to check what it prints and writes. It
 * has no terminal, and only the environment that it is given.
 */
final class InProcess {
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    private InProcess(Path folder) {
        this.folder = folder;
    }

    /** The program with some arguments, run as if from a folder. */
    static InProcess in(Path folder, String... arguments) {
        return new InProcess(folder).with(arguments);
    }

    InProcess with(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Sets a variable of the environment that the command line itself reads. */
    InProcess env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets what it reads from standard input. */
    InProcess input(String text) {
        input = text;
        return this;
    }

    /** Runs it. The folder is removed from file names in messages, as if it were the working folder. */
    Program.Result run() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal("", null, -1, environment),
                environment,
                folder);
        int status = Main.run(console, arguments.toArray(String[]::new));
        String lines = err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        return new Program.Result(status, out.toByteArray(), lines);
    }

    /** Runs it and checks that it succeeds in silence. */
    Program.Result succeed() {
        return run().requireSilentSuccess(arguments);
    }
}
