package org.juliaset.render;

/** Is told how far a render has come. Called by one thread at a time, in order. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = pixels -> {};

    /** @param pixels finished so far, in all */
    void finished(long pixels);
}
