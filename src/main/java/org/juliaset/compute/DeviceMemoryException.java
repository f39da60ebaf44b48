package org.juliaset.compute;

/** A device lacks memory for a computation; a smaller one may succeed. */
public final class DeviceMemoryException extends EngineException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message one line: what was too large, and what to do
     */
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
