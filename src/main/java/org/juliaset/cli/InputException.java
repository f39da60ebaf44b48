package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.juliaset.image.DamagedFileException;
import org.juliaset.storage.FileProblem;

/** An input file is damaged or cannot be read. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message one line, ready to be shown to a user */
    InputException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param file the printable name of the file
     */
    InputException(String file, Path path, IOException cause) {
        super(
                cause instanceof DamagedFileException
                        ? file + " " + cause.getMessage()
                        : "cannot read " + file + ": " + FileProblem.clause(cause, path),
                cause);
    }
}
