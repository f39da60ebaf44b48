package org.juliaset.cli;

import java.io.IOException;
import org.juliaset.render.OutputPath;

/** The picture, or an export, could not be written. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutputException(String message) {
        super(message);
    }

    /** @param where the end of "cannot write" */
    OutputException(String where, IOException cause) {
        super("cannot write " + where + ": " + OutputPath.reason(cause), cause);
    }
}
