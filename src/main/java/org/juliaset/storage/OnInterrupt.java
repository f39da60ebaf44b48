package org.juliaset.storage;

/**
 * What becomes of an unfinished file when its render ends before its time: is interrupted, by a signal, with the
 * process or with the thread, or fails.
 */
public enum OnInterrupt {
    /** It is removed, however the render ends. */
    REMOVE(false, false),
    /** It is removed after an interruption, and kept after a failure of the device, the disk or memory. */
    KEEP_AFTER_FAILURE(false, true),
    /** It is kept, for a later render to resume. */
    KEEP(true, true),
    /** This render resumes what an earlier one left, if it left something, and is kept likewise. */
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
