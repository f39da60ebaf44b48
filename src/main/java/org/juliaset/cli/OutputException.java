package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.juliaset.storage.FileProblem;

/** The picture, or an export, could not be written. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutputException(String message) {
        super(message);
    }

    /** @param where the end of "cannot write", a stream or several files */
    OutputException(String where, IOException cause) {
        this(where, null, cause);
    }

    /**
     * @param where the end of "cannot write"
     * @param path the file, or null for a stream
     */
    OutputException(String where, Path path, IOException cause) {
        super("cannot write " + where + ": " + FileProblem.clause(cause, path), cause);
    }
}
