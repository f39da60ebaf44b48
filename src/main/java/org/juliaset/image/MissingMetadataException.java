package org.juliaset.image;

import java.io.IOException;

/**
 * A file has no metadata of a picture. The message continues a sentence that starts with the file's name: "does not say
 * ...".
 */
public final class MissingMetadataException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message one printable line, the predicate of the file's name
     */
    public MissingMetadataException(String message) {
        super(message);
    }
}
