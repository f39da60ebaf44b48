package org.juliaset.core;

/**
 * A parameter that no picture can be made with. The message is one line: what it is, its value, and
 * what to do about it.
 */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param message one line, ready to be shown to a user */
    public InvalidParameterException(String message) {
        super(message);
    }
}
