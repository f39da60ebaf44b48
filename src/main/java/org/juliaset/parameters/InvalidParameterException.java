package org.juliaset.parameters;

import java.util.function.Function;

/**
 * A parameter that no picture can be made with. The message is one line: what it is, its value, and
 * what to do about it.
 */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Function<Spelling, String> message;

    /** @param message one line, ready to be shown to a user */
    public InvalidParameterException(String message) {
        this(spelling -> message);
    }

    /** @param message one line, ready to be shown to a user, in any spelling of the parameters it names */
    public InvalidParameterException(Function<Spelling, String> message) {
        super(message.apply(Spelling.LIBRARY));
        this.message = message;
    }

    /** The message of a front end. */
    public String message(Spelling spelling) {
        return message.apply(spelling);
    }
}
