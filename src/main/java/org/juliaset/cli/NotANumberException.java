package org.juliaset.cli;

import picocli.CommandLine;

/** An option's value is no number of its kind; the message says how to write one. */
final class NotANumberException extends CommandLine.TypeConversionException {
    private static final long serialVersionUID = 1;

    NotANumberException(String message) {
        super(message);
    }
}
