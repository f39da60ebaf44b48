package org.juliaset.image;

import java.io.IOException;

/**
 * A file is not a picture that says how it was made. The message goes on after the file's name: "does not
 * say ...".
 */
public final class MissingMetadataException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message one line, printable, that goes on after the file's name */
    public MissingMetadataException(String message) {
        super(message);
    }
}
