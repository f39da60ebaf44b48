package org.juliaset.engine;

/** A device that cannot be used or has failed. The message is one line and names the cause. */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message one line, ready to be shown to a user */
    public EngineException(String message) {
        super(message);
    }

    /** @param message one line, ready to be shown to a user */
    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same failure with more at the end of its message. */
    public EngineException adding(String more) {
        return new EngineException(getMessage() + more, this);
    }
}
