package org.juliaset.compute.opencl;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jocl.CL;
import org.juliaset.compute.EngineException;
import org.juliaset.concurrent.AtExit;
import org.juliaset.concurrent.AwakeTimer;

/**
 * Asks OpenCL drivers something in a process of its own, so that a driver that crashes, exits, hangs or prints
 * does so there. The process runs {@link DriverProbe} on the same Java. Its lines on standard output begin with
 * a word that no driver knows; all else there, and standard error, is the drivers' and is thrown away.
 */
final class DriverProcess {
    /** Time for the process to end after its answer, drivers' own ends included. */
    private static final long END_SECONDS = 5;

    private static final int MAX_LINE_BYTES = 1 << 16;
    private static final double NANOS = 1e9;
    private static final String TOO_LATE = "took too long";

    /** Variables with options of the user's own for Java: they are not meant for this process. */
    private static final List<String> JAVA_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** A line of Java's own report of a crash, such as "#  SIGSEGV (0xb) at pc=...". */
    private static final Pattern CRASH = Pattern.compile("#\\s+(SIG[A-Z]+)\\b");

    private final Process process;
    private final long timeoutSeconds;
    private final double limitSeconds;
    private final String word = UUID.randomUUID().toString();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile String signal;

    /**
     * What became of a question.
     *
     * @param answer the lines of the answer
     * @param end how the process ended without a complete answer, as the rest of a sentence whose subject is the
     *     driver; empty where there is one
     * @param started whether the process came as far as to ask its question
     */
    record Outcome(List<String> answer, String end, boolean started) {
        /** Whether a driver ended the process or hangs. */
        boolean isBadEnd() {
            return started && !end.isEmpty() && !isTooLate();
        }

        /** Whether there was no more time to wait for an answer. */
        boolean isTooLate() {
            return end.equals(TOO_LATE);
        }
    }

    private DriverProcess(
            long timeoutSeconds,
            double limitSeconds,
            Map<String, String> environment,
            List<String> question)
            throws IOException {
        this.timeoutSeconds = timeoutSeconds;
        this.limitSeconds = limitSeconds;
        ProcessBuilder builder = new ProcessBuilder(command(question)).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(JAVA_OPTIONS);
        builder.environment().putIfAbsent("POCL_SIGFPE_HANDLER", "0");
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /**
     * Asks one question.
     *
     * @param timeoutSeconds how long to wait for a sign of life
     * @param limitSeconds how long to wait at all
     * @param environment variables in place of this process's own
     * @param question what {@link DriverProbe} is to do
     * @throws EngineException if this thread is interrupted
     */
    static Outcome ask(
            long timeoutSeconds,
            double limitSeconds,
            Map<String, String> environment,
            List<String> question) {
        DriverProcess asked;
        try {
            asked = new DriverProcess(timeoutSeconds, limitSeconds, environment, question);
        } catch (IOException e) {
            return new Outcome(List.of(), "could not be asked: " + e.getMessage(), false);
        }
        AtExit atExit = new AtExit("juliaset-end-driver-process", asked.process::destroyForcibly);
        try {
            return asked.outcome();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted", e);
        } finally {
            asked.process.destroyForcibly();
            atExit.callOff();
        }
    }

    private List<String> command(List<String> question) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:-UsePerfData",
                "-XX:+ErrorFileToStdout",
                "-XX:-CreateCoredumpOnCrash"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("juliaset.") || name.equals("java.io.tmpdir"))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", classPath(), DriverProbe.class.getName(), word));
        command.addAll(question);
        return command;
    }

    /** This process's own, or where other class loaders are at work, the files of juliaset and JOCL. */
    private static String classPath() {
        if (DriverProbe.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return System.getProperty("java.class.path");
        }
        return fileOf(DriverProbe.class) + File.pathSeparator + fileOf(CL.class);
    }

    private static String fileOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null ? "" : Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return "";
        }
    }

    private Outcome outcome() throws InterruptedException {
        Thread reader = new Thread(this::read, "juliaset-driver-process");
        reader.setDaemon(true);
        reader.start();
        List<String> answer = new ArrayList<>();
        boolean started = false;
        AwakeTimer timer = new AwakeTimer(TimeUnit.SECONDS.toNanos(timeoutSeconds));
        AwakeTimer whole = new AwakeTimer((long) (limitSeconds * NANOS));
        while (true) {
            String line = lines.poll(Math.min(timer.stepNanos(), whole.stepNanos()), TimeUnit.NANOSECONDS);
            if (whole.hasExpired()) {
                return new Outcome(List.of(), TOO_LATE, started);
            }
            if (line == null) {
                if (timer.hasExpired()) {
                    return new Outcome(List.of(), "did not answer for " + timeoutSeconds + " s", started);
                }
            } else if (line.equals(DriverProbe.READY)) {
                started = true;
            } else if (line.equals(DriverProbe.ALIVE)) {
                timer.restart();
            } else if (line.equals(DriverProbe.DONE)) {
                return process.waitFor(END_SECONDS, TimeUnit.SECONDS)
                        ? new Outcome(answer, "", true)
                        : new Outcome(List.of(), "kept the process from ending", true);
            } else if (line.isEmpty()) {
                return new Outcome(List.of(), ended(process.waitFor()), started);
            } else {
                answer.add(line.substring(1));
            }
        }
    }

    /** From Java's own report of a crash, else the exit status: of a signal it is 128 and its number. */
    private String ended(int status) {
        if (signal != null) {
            return "crashed (" + signal + ")";
        }
        return status > 128 ? "crashed (signal " + (status - 128) + ")" : "ended the process (status " + status + ")";
    }

    /** Puts the probe's lines into the queue, and an empty one at the end. */
    private void read() {
        byte[] mark = word.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    if (line.size() < MAX_LINE_BYTES) {
                        line.write(next);
                    }
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                if (line.size() > mark.length && text.startsWith(word)) {
                    lines.add(text.substring(mark.length));
                }
                Matcher crash = CRASH.matcher(text);
                if (crash.lookingAt()) {
                    signal = crash.group(1);
                }
                line.reset();
            }
        } catch (IOException e) {
            // the process has ended
        }
        lines.add("");
    }
}
