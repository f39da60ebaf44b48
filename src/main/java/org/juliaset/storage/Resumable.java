package org.juliaset.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.juliaset.concurrent.AtExit;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A picture under construction that survives the process. {@code NAME.part} lies beside {@code NAME}, and
 * {@code NAME.part.journal} says how far it has come: from time to time what has been written is brought to the
 * disk, and then a checkpoint into the journal, so that no checkpoint tells of bytes that a loss of power could
 * take. {@code NAME} appears when the picture is complete.
 */
public abstract class Resumable implements Closeable, Checkpoints {
    /** Time between checkpoints: a fiftieth of the time so far, within these. 0, for tests: one after each band. */
    private static final long SHORTEST_NANOS = Long.getLong("juliaset.checkpoint.millis", 100) * 1_000_000;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int INTERVALS = 50;

    /** To bring one to the disk may take one part in so many. */
    private static final int SHARE = 20;

    private static final String PARTIAL = ".part";
    private static final String JOURNAL = ".part.journal";

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
     * @param first what is there, or null
     * @param interruption what becomes of it if it is not completed
     * @param onKept is told how many bands are kept, if the picture is not completed
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
     * Checks that the file system takes the names that an unfinished picture has.
     *
     * @param file as it was given
     * @throws InvalidParameterException if not
     */
    public static void requireNames(Path file, Path target) {
        OutputPath.requirePossibleBeside(file, partial(target), PARTIAL);
        OutputPath.requirePossibleBeside(file, journal(target), JOURNAL);
    }

    /**
     * Does the checks of an opening, and makes nothing.
     *
     * @param isThere whether there is an unfinished picture beside the journal
     * @throws InvalidParameterException if what is there belongs to another program, a running render or another
     *     picture
     */
    static void inspect(Path target, Map<String, String> parameters, OnInterrupt interruption, boolean isThere)
            throws IOException {
        Optional<Journal> found = Journal.find(journal(target));
        if (found.isPresent()) {
            try (Journal journal = found.get()) {
                goesOn(target, journal, parameters, interruption, isThere);
            }
        } else if (Files.exists(partial(target), LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(partial(target));
        }
    }

    /** Something that opens a picture with its journal. */
    @FunctionalInterface
    interface Opening<T> {
        T with(Journal journal) throws IOException;
    }

    /** Opens the journal of a picture; if the picture cannot be opened, closes it, and removes it where it is new. */
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
            // the failure before is the one to tell of
        }
    }

    /**
     * Whether a render resumes an unfinished picture, in place of beginning one.
     *
     * @param isThere whether there is one beside the journal
     * @throws InvalidParameterException if what is there is of no render, or would be lost, or is another picture
     */
    static boolean goesOn(
            Path target, Journal journal, Map<String, String> parameters, OnInterrupt interruption, boolean isThere)
            throws IOException {
        if (!journal.checkpoints().isEmpty() && isThere) {
            requireMeant(partial(target), journal, parameters, interruption);
            return true;
        }
        if (journal.isNew() && Files.exists(partial(target), LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(partial(target));
        }
        return false;
    }

    /** Refuses to lose what an interrupted render has left, and to resume another picture. */
    static void requireMeant(
            Path partial, Journal journal, Map<String, String> parameters, OnInterrupt interruption) {
        String orDelete = "delete it and " + partial.getFileName() + ".journal to start over";
        if (interruption != OnInterrupt.RESUME) {
            throw new InvalidParameterException(spelling -> partial
                    + " is what an interrupted render has left: resume it with " + spelling.of("resume") + ", or "
                    + orDelete);
        }
        Map<String, String> before = journal.parameters();
        List<String> different = parameters.keySet().stream()
                .filter(name -> !parameters.get(name).equals(before.get(name)))
                .toList();
        if (!different.isEmpty()) {
            throw new InvalidParameterException(spelling -> partial + " was begun with "
                    + different.stream()
                            .map(name -> spelling.of(name) + " " + before.get(name)
                                    + " instead of " + parameters.get(name))
                            .collect(Collectors.joining(", "))
                    + ": resume it with the same parameters, or " + orDelete);
        }
    }

    /** That something of this name is there, and is no partial picture. */
    static InvalidParameterException inTheWay(Path partial) {
        return new InvalidParameterException(
                partial + " is in the way, and of no render that can be resumed: move it away");
    }

    /** What was there when it was opened, or null. */
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

    /** @param begun when its bytes began to be brought to the disk, by {@link System#nanoTime} */
    void add(Journal.Checkpoint checkpoint, long begun) throws IOException {
        requireThere();
        journal.add(checkpoint);
        bandsKept = checkpoint.bands();
        long end = System.nanoTime();
        long pause = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, (end - start) / INTERVALS));
        nextCheckpoint = SHORTEST_NANOS == 0 ? end : end + Math.max(pause, SHARE * (end - begun));
    }

    /** Gives the complete picture its name, in place of an older one. */
    public synchronized void complete() throws IOException {
        if (!settled) {
            requireThere();
            finish();
            settled = true;
            journal.delete();
        }
    }

    /** Closes and renames what is complete. */
    abstract void finish() throws IOException;

    /** Removes what is not complete, as far as that can be done. */
    abstract void discard() throws IOException;

    /** Notes that the render is being interrupted, and does not fail. */
    public void interrupted() {
        interrupted = true;
    }

    /** Unless the picture is complete, removes it, or keeps it if that is wanted and there is a part to resume from. */
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
            // nothing else can be done about it here
        }
    }

    /** Whether what has been written is still under its name: it or its folder may have been removed. */
    abstract boolean isThere();

    /** Fails if what has been written was removed, so that going on would be in vain. */
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
