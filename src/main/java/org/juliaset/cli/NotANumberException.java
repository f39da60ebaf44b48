package org.juliaset.cli;

import picocli.CommandLine;

/** The value of an option is not a number of the required kind; the message says how to write one. */
final class NotANumberException extends CommandLine.TypeConversionException {
    private static final long serialVersionUID = 1;

    NotANumberException(String message) {
        super(message);
    }
}
