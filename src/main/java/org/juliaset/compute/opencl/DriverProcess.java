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
 * A child process that calls OpenCL drivers, so that a driver that crashes, exits, hangs or prints does so there. The
 * process runs {@link DriverProbe} with the same Java. Its lines on standard output begin with a random word; all other
 * output, and standard error, comes from drivers and is discarded.
 */
final class DriverProcess {
    /** Seconds in which the process must end after its answer; drivers run exit handlers in that time. */
    private static final long END_SECONDS = 5;

    private static final int MAX_LINE_BYTES = 1 << 16;
    private static final double NANOS = 1e9;
    private static final String TOO_LATE = "took too long";

    /** Variables from which Java reads options of the user: they are not meant for this process. */
    private static final List<String> JAVA_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** A line of Java's crash report, such as "# SIGSEGV (0xb) at pc=...". */
    private static final Pattern CRASH = Pattern.compile("#\\s+(SIG[A-Z]+)\\b");

    private final Process process;
    private final long timeoutSeconds;
    private final double limitSeconds;
    private final String word = UUID.randomUUID().toString();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile String signal;

    /**
     * The result of a question.
     *
     * @param answer the lines of the answer; none if it is incomplete
     * @param end how the process ended without a complete answer, as the predicate of a sentence about the driver;
     *     empty if the answer is complete
     * @param started whether the process reached its first call of a driver
     */
    record Outcome(List<String> answer, String end, boolean started) {
        /** Returns whether a driver ended the process or hangs. */
        boolean isBadEnd() {
            return started && !end.isEmpty() && !isTooLate();
        }

        /** Returns whether the time limit of the whole question expired. */
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
     * Asks one question and waits for the answer.
     *
     * @param timeoutSeconds the longest time without a line from the process
     * @param limitSeconds the longest time for the whole question
     * @param environment variables that replace those of this process
     * @param question a command of {@link DriverProbe} and its arguments
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

    /** Returns the class path of this process; under another class loader, the files of juliaset and JOCL. */
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

    /** Describes the end by Java's crash report, else by the exit status, which is 128 + n for signal n. */
    private String ended(int status) {
        if (signal != null) {
            return "crashed (" + signal + ")";
        }
        return status > 128 ? "crashed (signal " + (status - 128) + ")" : "ended the process (status " + status + ")";
    }

    /** Puts the lines of the probe into the queue, and an empty one at the end of the output. */
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
