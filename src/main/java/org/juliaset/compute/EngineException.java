package org.juliaset.compute;

import java.util.function.Function;
import org.juliaset.parameters.Spelling;

/** A device cannot be used or has failed. The message is one line and names the cause. */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Null in another process, as it cannot be serialised. */
    private final transient Function<Spelling, String> message;

    /** @param message one line, ready to be shown to a user */
    public EngineException(String message) {
        this(message, null);
    }

    /** @param message one line, ready to be shown to a user */
    public EngineException(String message, Throwable cause) {
        this(spelling -> message, cause);
    }

    /** @param message one line, ready to be shown to a user, in any spelling of the parameters it names */
    public EngineException(Function<Spelling, String> message, Throwable cause) {
        super(message.apply(Spelling.LIBRARY), cause);
        this.message = message;
    }

    /** Returns the message in the spelling of a front end; that of the library if it comes from another process. */
    public String message(Spelling spelling) {
        return message == null ? getMessage() : message.apply(spelling);
    }

    /** Returns the same failure with a longer message. */
    public EngineException adding(String more) {
        return new EngineException(spelling -> message(spelling) + more, this);
    }
}
