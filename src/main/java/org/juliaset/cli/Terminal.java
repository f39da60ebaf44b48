package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.juliaset.parameters.InvalidParameterException;

/**
 * Which standard streams are a terminal, and what it can do: Java cannot tell, so the launcher says so.
 *
 * @param streams numbers of the file descriptors that are a terminal, as in {@code "12"}
 * @param width its columns; null or no number where they are not known
 * @param output the number of the file descriptor that is standard output; below 0 for none
 */
record Terminal(String streams, String width, int output, Map<String, String> environment) {
    private static final int USUAL_COLUMNS = 80;

    /** As the launcher has found them. */
    static Terminal ofProcess(Map<String, String> environment) {
        return new Terminal(
                System.getProperty("juliaset.terminals", ""),
                System.getProperty("juliaset.columns"),
                Integer.getInteger("juliaset.output", 1),
                environment);
    }

    /** Whether a line on standard error can be written over. */
    boolean isStandardError() {
        return streams.contains("2") && !isDumb();
    }

    /** Whether text on standard output may have colours. */
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

    /** Characters in a line, as the program was started: of the terminal and of COLUMNS the fewer. */
    int columns() {
        return columns(width);
    }

    /** @param terminal the terminal's columns, or what is no number above 0 */
    int columns(String terminal) {
        return IntStream.of(number(terminal), number(environment.get("COLUMNS")))
                .filter(columns -> columns > 0)
                .min()
                .orElse(USUAL_COLUMNS);
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /** Whether standard output is a pipe, which takes no more when its reader has ended. */
    boolean isPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + output)).toString().matches("(pipe|socket):.*");
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws InvalidParameterException if standard output is a terminal, which a picture would garble */
    void requireRedirected() {
        if (streams.contains("1")) {
            throw new InvalidParameterException(
                    "output is - and standard output is a terminal: redirect it to a file or a program");
        }
    }
}
