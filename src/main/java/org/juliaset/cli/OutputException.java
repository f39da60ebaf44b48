package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.juliaset.storage.FileProblem;

/** A picture or an export could not be written. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutputException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param target the object of "cannot write": a stream or several files
     */
    OutputException(String target, IOException cause) {
        this(target, null, cause);
    }

    /**
     * @param target the object of "cannot write"
     * @param path the file, or null for a stream
     */
    OutputException(String target, Path path, IOException cause) {
        super("cannot write " + target + ": " + FileProblem.clause(cause, path), cause);
    }
}
