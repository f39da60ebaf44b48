package org.juliaset.parameters;

import java.util.function.Function;

/** A parameter is invalid. The message is one line: the parameter, its value, and what to do. */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Null in another process, as it cannot be serialised. */
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

    /** Returns the message in the spelling of a front end; that of the library if it comes from another process. */
    public String message(Spelling spelling) {
        return message == null ? getMessage() : message.apply(spelling);
    }
}
