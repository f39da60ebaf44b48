package org.juliaset.devices;

import org.juliaset.compute.EngineException;

/** A device was named that is not in the catalogue. The message lists those that are. */
public final class NoSuchDeviceException extends EngineException {
    private static final long serialVersionUID = 1;

    NoSuchDeviceException(String message) {
        super(message);
    }

    @Override
    public NoSuchDeviceException adding(String more) {
        return new NoSuchDeviceException(getMessage() + more);
    }
}
