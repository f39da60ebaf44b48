package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.juliaset.parameters.InvalidParameterException;

/**
 * The standard streams that are a terminal, and its properties. Java cannot find out, so the launcher passes them.
 *
 * @param streams numbers of the file descriptors that are a terminal, such as {@code "12"}
 * @param width its columns; null or not a number if unknown
 * @param output number of the file descriptor that is standard output; below 0 for none
 */
record Terminal(String streams, String width, int output, Map<String, String> environment) {
    private static final int USUAL_COLUMNS = 80;

    /** Returns the terminal that the launcher found. */
    static Terminal ofProcess(Map<String, String> environment) {
        return new Terminal(
                System.getProperty("juliaset.terminals", ""),
                System.getProperty("juliaset.columns"),
                Integer.getInteger("juliaset.output", 1),
                environment);
    }

    /** Returns whether standard error is a terminal on which a line can be overwritten. */
    boolean isStandardError() {
        return streams.contains("2") && !isDumb();
    }

    /** Returns whether text on standard output may have colours. */
    boolean hasColours() {
        String refused = environment.get("NO_COLOR");
        return streams.contains("1") && !isDumb() && (refused == null || refused.isEmpty());
    }

    /** Whether these may be any of 16 million; a terminal that says nothing of it may show others. */
    boolean hasAllColours() {
        String colours = environment.getOrDefault("COLORTERM", "");
        return hasColours() && (colours.equals("truecolor") || colours.equals("24bit")
                || environment.getOrDefault("TERM", "").endsWith("-direct"));
    }

    private boolean isDumb() {
        return "dumb".equals(environment.get("TERM"));
    }

    /** Returns the columns of the terminal at the start of the program, or COLUMNS if that is less. */
    int columns() {
        return columns(width);
    }

    /**
     * Returns a number of columns, or COLUMNS if that is less.
     *
     * @param terminal the terminal's columns; ignored if not a number above 0
     */
    int columns(String terminal) {
        return IntStream.of(number(terminal), number(environment.get("COLUMNS")))
                .filter(columns -> columns > 0)
                .min()
                .orElse(USUAL_COLUMNS);
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /** Returns whether standard output is a pipe, which cannot be written once its reader has ended. */
    boolean isPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + output)).toString().matches("(pipe|socket):.*");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Checks that standard output is redirected.
     *
     * @throws InvalidParameterException if it is a terminal, which a picture would garble
     */
    void requireRedirected() {
        if (streams.contains("1")) {
            throw new InvalidParameterException(
                    "output is - and standard output is a terminal: redirect it to a file or a program");
        }
    }
}
