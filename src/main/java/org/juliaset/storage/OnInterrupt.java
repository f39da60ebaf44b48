package org.juliaset.storage;

/**
 * What happens to an unfinished file if its render fails or is interrupted, by a signal, the end of the process or an
 * interrupt of its thread.
 */
public enum OnInterrupt {
    /** The file is deleted in both cases. */
    REMOVE(false, false),
    /** The file is deleted after an interruption, and kept after a failure of the device, the disk or memory. */
    KEEP_AFTER_FAILURE(false, true),
    /** The file is kept for a later render to resume. */
    KEEP(true, true),
    /** This render resumes the file of an earlier one, if there is one, and the file is kept as with {@link #KEEP}. */
    RESUME(true, true);

    private final boolean keepsInterrupted;
    private final boolean keepsFailed;

    OnInterrupt(boolean keepsInterrupted, boolean keepsFailed) {
        this.keepsInterrupted = keepsInterrupted;
        this.keepsFailed = keepsFailed;
    }

    public boolean keepsInterrupted() {
        return keepsInterrupted;
    }

    public boolean keepsFailed() {
        return keepsFailed;
    }
}
