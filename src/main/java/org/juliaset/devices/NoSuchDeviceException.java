package org.juliaset.devices;

import org.juliaset.compute.EngineException;

/** A request matches no device. The message lists the devices that exist. */
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
