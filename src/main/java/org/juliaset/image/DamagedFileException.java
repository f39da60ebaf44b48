package org.juliaset.image;

import java.io.IOException;

/**
 * The file of a picture is damaged. The message continues a sentence that starts with the file's name: "ends in ...".
 */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message one printable line, the predicate of the file's name
     */
    public DamagedFileException(String message) {
        super(message);
    }
}
