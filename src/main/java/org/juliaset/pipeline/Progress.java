package org.juliaset.pipeline;

/** Is told how far a render has come. Called by one thread at a time, in order. */
@FunctionalInterface
public interface Progress {
    /** Ignores it. */
    Progress NONE = pixels -> {};

    /**
     * @param pixels finished so far, in all; of a format that takes the whole picture at the end, one that is
     *     computed and not yet encoded counts half
     */
    void finished(long pixels);

    /**
     * The render resumes what an earlier one has left.
     *
     * @param bands that are there, of {@code all}
     */
    default void resumed(long bands, long all) {}

    /**
     * The render ends before its time, and its file can be resumed. At the end of the process this is
     * called by another thread.
     *
     * @param bands that will be there, of {@code all}
     */
    default void kept(long bands, long all) {}
}
