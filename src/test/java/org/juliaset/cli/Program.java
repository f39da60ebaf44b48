package org.juliaset.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs the laid-out program as its users do, in a process. */
final class Program {
    static final Path DISTRIBUTION =
            Path.of(System.getProperty("juliaset.distribution", "target/juliaset")).toAbsolutePath();
    static final Path LAUNCHER = DISTRIBUTION.resolve("bin").resolve("juliaset");

    private static final int TIMEOUT_SECONDS = 120;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;

    /** The result of a run. */
    record Result(int status, byte[] outBytes, String err) {
        String out() {
            return new String(outBytes, StandardCharsets.UTF_8);
        }

        /** Returns the only line of standard error. */
        String onlyLine() {
            List<String> lines = err.lines().toList();
            if (lines.size() != 1) {
                throw new AssertionError("not one line: " + err);
            }
            return lines.get(0);
        }

        /** @param command for the message */
        Result requireSilentSuccess(List<String> command) {
            if (status != 0 || !err.isEmpty()) {
                throw new AssertionError(command + ": status " + status + ", " + err);
            }
            return this;
        }
    }

    private Program(Path folder, List<String> command) {
        this.folder = folder;
        this.command.addAll(command);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_CACHE_HOME", DISTRIBUTION.resolveSibling("cache").toString());
    }

    /** The program with some arguments, run from a folder on the Java that runs the tests. */
    static Program in(Path folder, String... arguments) {
        return command(folder, LAUNCHER.toString()).with(arguments);
    }

    /** Any command, in the same environment. */
    static Program command(Path folder, String... command) {
        return new Program(folder, List.of(command));
    }

    /** The program with a kernel of its own, in a folder {@code patched} that is made for it; without the launcher. */
    static Program withKernel(Path folder, UnaryOperator<String> change, String... arguments) throws IOException {
        Path kernels = Files.createDirectories(folder.resolve("patched/kernels"));
        String source = Files.readString(Path.of("kernels/julia.cl"));
        String changed = change.apply(source);
        if (changed.equals(source)) {
            throw new AssertionError("the kernel is as it was");
        }
        Files.writeString(kernels.resolve("julia.cl"), changed);
        String classPath = kernels.getParent() + ":" + DISTRIBUTION.resolve("lib") + "/*";
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return command(folder, java, "-cp", classPath, "org.juliaset.cli.Main")
                .with(arguments)
                .env("POCL_SIGFPE_HANDLER", "0");
    }

    Program with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    /** Sets a variable of the environment; null removes it. */
    Program env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Process start(File out, File err) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JULIASET_"));
        environment.forEach((name, value) -> {
            builder.environment().remove(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        });
        try {
            return builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(out)
                    .redirectError(err)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result run() {
        try {
            Path out = Files.createTempFile("juliaset-test", ".out");
            Path err = Files.createTempFile("juliaset-test", ".err");
            Process process = start(out.toFile(), err.toFile());
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(err));
            }
            Result result = new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs it and checks that it succeeds in silence. */
    Result succeed() {
        return run().requireSilentSuccess(command);
    }

    static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
