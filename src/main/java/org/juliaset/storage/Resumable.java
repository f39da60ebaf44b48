package org.juliaset.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.juliaset.concurrent.AtExit;
import org.juliaset.parameters.Differences;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A picture under construction that survives the process. {@code NAME.part} lies beside {@code NAME}, and {@code
 * NAME.part.journal} records the progress: from time to time the written bytes are forced to the disk, and then a
 * checkpoint is added to the journal, so that no checkpoint covers bytes that a power failure could lose. {@code NAME}
 * appears when the picture is complete. The methods of one picture are called by one thread, but its end also by the
 * exit hook.
 */
public abstract class Resumable implements Closeable, Checkpoints {
    /**
     * Checkpoints are a fiftieth of the running time apart, within these limits. 0, for tests, makes one after each
     * band.
     */
    private static final long SHORTEST_NANOS = Long.getLong("juliaset.checkpoint.millis", 100) * 1_000_000;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int INTERVALS = 50;

    /** Checkpoints may take at most 1/20 of the running time. */
    private static final int SHARE = 20;

    static final String PARTIAL = ".part";
    static final String JOURNAL = ".part.journal";

    final Journal journal;
    private final Journal.Checkpoint first;
    private final OnInterrupt interruption;
    private final LongConsumer onKept;
    private final AtExit atExit = new AtExit("juliaset-settle-partial-file", this::settleAtExit);
    private final long start = System.nanoTime();
    private long nextCheckpoint = start + SHORTEST_NANOS;
    private volatile long bandsKept;
    private volatile boolean interrupted;
    private boolean settled;

    /**
     * @param first the checkpoint to resume from, or null
     * @param interruption what happens to the picture if it is not completed
     * @param onKept receives the number of bands kept, if the picture is not completed
     */
    Resumable(Journal journal, Journal.Checkpoint first, OnInterrupt interruption, LongConsumer onKept) {
        this.journal = journal;
        this.first = first;
        this.interruption = interruption;
        this.onKept = onKept;
        this.bandsKept = bands();
    }

    public static Path partial(Path target) {
        return target.resolveSibling(target.getFileName() + PARTIAL);
    }

    public static Path journal(Path target) {
        return target.resolveSibling(target.getFileName() + JOURNAL);
    }

    /**
     * Checks that the file system accepts the names of an unfinished picture.
     *
     * @param file the name as the user gave it
     * @throws InvalidParameterException if it does not
     */
    public static void requireNames(Path file, Path target) {
        OutputPath.requirePossibleBeside(file, partial(target), PARTIAL);
        OutputPath.requirePossibleBeside(file, journal(target), JOURNAL);
    }

    /**
     * Makes the checks of opening a picture, without creating anything.
     *
     * @param isThere whether an unfinished picture lies beside the journal
     * @throws InvalidParameterException if an existing file belongs to another program, a running render or another
     *     picture
     */
    static void inspect(Path target, Map<String, String> parameters, OnInterrupt interruption, boolean isThere)
            throws IOException {
        Optional<Journal> found = Journal.find(journal(target));
        if (found.isPresent()) {
            try (Journal journal = found.get()) {
                resumes(target, journal, parameters, interruption, isThere);
            }
        } else if (Files.exists(partial(target), LinkOption.NOFOLLOW_LINKS)) {
            throw foreignFile(partial(target));
        }
    }

    /**
     * Deletes what an interrupted render of a picture has left, if it has.
     *
     * @throws InvalidParameterException if what is there is of another picture, or of a render that is going on
     */
    public static void discard(Path target, Map<String, String> parameters) throws IOException {
        Optional<Journal> found = Journal.find(journal(target));
        if (found.isEmpty()) {
            return;
        }
        try (Journal journal = found.get()) {
            requireSame(partial(target), journal, parameters, OnInterrupt.RESUME);
            if (Files.exists(partial(target), LinkOption.NOFOLLOW_LINKS)) {
                FileTrees.remove(partial(target));
            }
            journal.delete();
        }
    }

    /** Opens a picture with its journal. */
    @FunctionalInterface
    interface Opening<T> {
        T with(Journal journal) throws IOException;
    }

    /** Opens a picture with its journal. If that fails, closes the journal, and deletes it if it is new. */
    static <T> T open(Path target, Opening<T> opening) throws IOException {
        Journal journal = null;
        try {
            journal = Journal.open(journal(target));
            return opening.with(journal);
        } catch (IOException e) {
            abandon(target, journal);
            return OutputPath.refuse(target, e);
        } catch (RuntimeException e) {
            abandon(target, journal);
            throw e;
        }
    }

    private static void abandon(Path target, Journal journal) {
        try (Journal closed = journal) {
            boolean ofNothing = closed != null && closed.checkpoints().isEmpty()
                    && !Files.exists(partial(target), LinkOption.NOFOLLOW_LINKS);
            if (closed != null && (closed.isNew() || ofNothing)) {
                closed.delete();
            }
        } catch (IOException e) {
            // the earlier failure is reported
        }
    }

    /**
     * Returns whether a render resumes an unfinished picture, in place of starting one.
     *
     * @param isThere whether one lies beside the journal
     * @throws InvalidParameterException if an existing file is not from a render, would be lost, or is another picture
     */
    static boolean resumes(
            Path target, Journal journal, Map<String, String> parameters, OnInterrupt interruption, boolean isThere)
            throws IOException {
        if (!journal.checkpoints().isEmpty() && isThere) {
            requireSame(partial(target), journal, parameters, interruption);
            return true;
        }
        if (journal.isNew() && Files.exists(partial(target), LinkOption.NOFOLLOW_LINKS)) {
            throw foreignFile(partial(target));
        }
        return false;
    }

    /**
     * Checks that an unfinished picture is to be resumed, and is the same picture.
     *
     * @throws InvalidParameterException if not
     */
    static void requireSame(
            Path partial, Journal journal, Map<String, String> parameters, OnInterrupt interruption) {
        String orDelete = "delete it and " + partial.getFileName() + ".journal to start over";
        if (interruption != OnInterrupt.RESUME) {
            throw new InvalidParameterException(spelling -> partial
                    + " is what an interrupted render has left: resume it with " + spelling.of("resume") + ", or "
                    + orDelete);
        }
        Differences differences = new Differences(journal.parameters(), parameters);
        if (!differences.isEmpty()) {
            throw new InvalidParameterException(spelling -> partial + " was begun with " + differences.text(spelling)
                    + ": resume it with the same parameters, or " + orDelete);
        }
    }

    /** Returns an exception: a file of this name exists and is not an unfinished picture. */
    static InvalidParameterException foreignFile(Path partial) {
        return new InvalidParameterException(
                partial + " is in the way, and of no render that can be resumed: move it away");
    }

    /** Returns the checkpoint that the picture was resumed from, or null. */
    Journal.Checkpoint first() {
        return first;
    }

    @Override
    public long bands() {
        return first == null ? 0 : first.bands();
    }

    @Override
    public long iterations() {
        return first == null ? 0 : first.iterations();
    }

    long bandsKept() {
        return bandsKept;
    }

    boolean isCheckpointDue() {
        return System.nanoTime() - nextCheckpoint >= 0;
    }

    /**
     * Adds a checkpoint to the journal.
     *
     * @param start when forcing its bytes to the disk started, by {@link System#nanoTime}
     */
    void add(Journal.Checkpoint checkpoint, long start) throws IOException {
        requireThere();
        journal.add(checkpoint);
        bandsKept = checkpoint.bands();
        long end = System.nanoTime();
        long pause = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, (end - start) / INTERVALS));
        nextCheckpoint = SHORTEST_NANOS == 0 ? end : end + Math.max(pause, SHARE * (end - start));
    }

    /**
     * Renames the complete picture.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of its name, which is to be kept
     */
    public synchronized void complete() throws IOException {
        if (!settled) {
            requireThere();
            finish();
            settled = true;
            journal.delete();
        }
    }

    /** Closes and renames the complete files. */
    abstract void finish() throws IOException;

    /** Deletes the unfinished files, as far as possible. */
    abstract void discard() throws IOException;

    /** Notes that the render ends by an interruption, not by a failure. */
    public void interrupted() {
        interrupted = true;
    }

    /** Closes the picture. If it is incomplete it is deleted, or kept if that is wanted and there is a checkpoint. */
    @Override
    public void close() throws IOException {
        try {
            settle(interrupted ? interruption.keepsInterrupted() : interruption.keepsFailed());
        } finally {
            journal.close();
            atExit.callOff();
        }
    }

    void settleAtExit() {
        settle(interruption.keepsInterrupted());
    }

    private synchronized void settle(boolean keep) {
        if (settled) {
            return;
        }
        settled = true;
        try {
            if (keep && bandsKept > 0 && isThere() && journal.isThere()) {
                onKept.accept(bandsKept);
            } else {
                discard();
                journal.delete();
            }
        } catch (IOException e) {
            // nothing can be done about it here
        }
    }

    /** Returns whether the unfinished files still exist: they or their folder may have been deleted. */
    abstract boolean isThere();

    /**
     * Checks that the unfinished files still exist.
     *
     * @throws IOException if they were deleted, since writing more would be in vain
     */
    private void requireThere() throws IOException {
        if (isThere() && journal.isThere()) {
            return;
        }
        if (Files.isDirectory(journal.path().getParent())) {
            throw new IOException("the unfinished file or its journal was removed meanwhile: render it again");
        }
        throw new NoSuchFileException(journal.path().toString());
    }
}
