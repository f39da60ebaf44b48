package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.juliaset.parameters.InvalidParameterException;

/** Which standard streams are a terminal, and what it can do: Java cannot tell, so the launcher says so. */
final class Terminal {
    /** Numbers of the file descriptors that are a terminal, as in {@code "12"}. */
    private static final String TERMINALS = System.getProperty("juliaset.terminals", "");

    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    /** Whether a line on standard error can be written over. */
    static boolean isStandardError() {
        return TERMINALS.contains("2") && !isDumb();
    }

    /** Whether text on standard output may have colours. */
    static boolean hasColours() {
        String refused = System.getenv("NO_COLOR");
        return TERMINALS.contains("1") && !isDumb() && (refused == null || refused.isEmpty());
    }

    private static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    /** Characters in a line, as the program was started: of the terminal and of COLUMNS the fewer. */
    static int columns() {
        return columns(System.getProperty("juliaset.columns"));
    }

    /** @param terminal the terminal's columns, or what is no number above 0 */
    static int columns(String terminal) {
        return IntStream.of(number(terminal), number(System.getenv("COLUMNS")))
                .filter(columns -> columns > 0)
                .min()
                .orElse(USUAL_COLUMNS);
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /** Whether standard output is a pipe, which takes no more when its reader has ended. */
    static boolean isPipe() {
        // the launcher may have it under another number
        int number = Integer.getInteger("juliaset.output", 1);
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString().matches("(pipe|socket):.*");
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws InvalidParameterException if standard output is a terminal, which a picture would garble */
    static void requireRedirected() {
        if (TERMINALS.contains("1")) {
            throw new InvalidParameterException(
                    "output is - and standard output is a terminal: redirect it to a file or a program");
        }
    }
}
