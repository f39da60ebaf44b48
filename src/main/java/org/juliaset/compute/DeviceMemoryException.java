package org.juliaset.compute;

/** A device has no room for what it was to compute at once; less of it may do. */
public final class DeviceMemoryException extends EngineException {
    private static final long serialVersionUID = 1;

    /** @param message says what was too large, and what to do */
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
