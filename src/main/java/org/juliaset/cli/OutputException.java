package org.juliaset.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** The picture could not be written. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param where the end of "cannot write" */
    OutputException(String where, IOException cause) {
        super("cannot write " + where + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return cause.getMessage();
    }
}
