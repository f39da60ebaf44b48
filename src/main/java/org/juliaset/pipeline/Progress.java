package org.juliaset.pipeline;

/** Receives the progress of a render. Called by one thread at a time, in order. */
@FunctionalInterface
public interface Progress {
    /** Ignores all progress. */
    Progress NONE = pixels -> {};

    /**
     * Receives the number of finished pixels.
     *
     * @param pixels finished so far, in total; a pixel counts half while it is computed but not encoded, for a format
     *     that encodes the whole picture at the end
     */
    void finished(long pixels);

    /**
     * The render resumes an unfinished picture.
     *
     * @param bands number of bands that exist, of {@code all}
     */
    default void resumed(long bands, long all) {}

    /**
     * The render ends early, and its file can be resumed. At the end of the process another thread calls this.
     *
     * @param bands number of bands kept, of {@code all}
     */
    default void kept(long bands, long all) {}
}
