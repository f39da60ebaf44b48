package org.juliaset.cli;

import org.juliaset.core.InvalidParameterException;

/** Which standard streams are a terminal: Java cannot tell, so the launcher says so. */
final class Terminal {
    /** Numbers of the file descriptors that are a terminal, as in {@code "12"}. */
    private static final String TERMINALS = System.getProperty("juliaset.terminals", "");

    private Terminal() {}

    static boolean isStandardError() {
        return TERMINALS.contains("2");
    }

    /** @throws InvalidParameterException if standard output is a terminal, which a picture would garble */
    static void requireRedirected() {
        if (TERMINALS.contains("1")) {
            throw new InvalidParameterException(
                    "output is - and standard output is a terminal: redirect it to a file or a program");
        }
    }
}
