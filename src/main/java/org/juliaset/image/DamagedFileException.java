package org.juliaset.image;

import java.io.IOException;

/** A picture's file is not as it was written. The message goes on after the file's name: "ends in ...". */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message one line, printable, that goes on after the file's name */
    public DamagedFileException(String message) {
        super(message);
    }
}
