package org.juliaset.render;

/** What becomes of a file whose render is interrupted, by a signal or with the process. */
public enum Interruption {
    /** It is removed. */
    REMOVE,
    /** It is kept, for a later render to go on with. */
    KEEP,
    /** This render goes on with what an earlier one left, if it left something, and is kept likewise. */
    RESUME
}
