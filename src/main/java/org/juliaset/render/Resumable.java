package org.juliaset.render;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.juliaset.core.InvalidParameterException;

/**
 * A picture under construction that survives the process. {@code NAME.part} lies beside {@code NAME}, and
 * {@code NAME.part.journal} says how far it has come: from time to time what has been written is brought to the
 * disk, and then a checkpoint into the journal, so that no checkpoint tells of bytes that a loss of power could
 * take. {@code NAME} appears when the picture is complete.
 */
abstract class Resumable implements Closeable, Checkpoints {
    /** Time between checkpoints: a fiftieth of the time so far, within these. 0, for tests: one after each band. */
    private static final long SHORTEST_NANOS = Long.getLong("juliaset.checkpoint.millis", 100) * 1_000_000;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int INTERVALS = 50;

    /** To bring one to the disk may take one part in so many. */
    private static final int SHARE = 20;

    final Journal journal;
    private final Journal.Checkpoint first;
    private final Interruption interruption;
    private final LongConsumer onKept;
    private final AtExit atExit = new AtExit("juliaset-settle-partial-file", this::settleAtExit);
    private final long start = System.nanoTime();
    private long nextCheckpoint = start + SHORTEST_NANOS;
    private volatile long bandsKept;
    private boolean settled;

    /**
     * @param first what is there, or null
     * @param interruption what becomes of it if the process ends
     * @param onKept is told how many bands are kept, if the picture is not completed
     */
    Resumable(Journal journal, Journal.Checkpoint first, Interruption interruption, LongConsumer onKept) {
        this.journal = journal;
        this.first = first;
        this.interruption = interruption;
        this.onKept = onKept;
        this.bandsKept = bands();
    }

    static Path partial(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    static Path journal(Path target) {
        return target.resolveSibling(target.getFileName() + ".part.journal");
    }

    /** Something that opens a picture with its journal. */
    @FunctionalInterface
    interface Opening<T> {
        T with(Journal journal) throws IOException;
    }

    /** Opens the journal of a picture, and closes it if the picture cannot be opened. */
    static <T> T open(Path target, Opening<T> opening) {
        Journal journal = null;
        try {
            journal = Journal.open(journal(target));
            return opening.with(journal);
        } catch (IOException e) {
            close(journal);
            throw OutputPath.notWritable(target, e);
        } catch (RuntimeException e) {
            close(journal);
            throw e;
        }
    }

    private static void close(Journal journal) {
        try {
            if (journal != null) {
                journal.close();
            }
        } catch (IOException e) {
            // the failure before is the one to tell of
        }
    }

    /** Refuses to lose what an interrupted render has left, and to go on with that of another picture. */
    static void requireMeant(
            Path partial, Journal journal, Map<String, String> parameters, Interruption interruption) {
        String orDelete = "delete it and " + partial.getFileName() + ".journal to start over";
        if (interruption != Interruption.RESUME) {
            throw new InvalidParameterException(spelling -> partial
                    + " is what an interrupted render has left: go on with " + spelling.of("resume") + ", or " + orDelete);
        }
        Map<String, String> before = journal.parameters();
        List<String> different = parameters.keySet().stream()
                .filter(name -> !parameters.get(name).equals(before.get(name)))
                .toList();
        if (!different.isEmpty()) {
            throw new InvalidParameterException(spelling -> partial + " was begun with "
                    + different.stream()
                            .map(name -> spelling.of(name) + " " + before.get(name) + " instead of " + parameters.get(name))
                            .collect(Collectors.joining(", "))
                    + ": resume it with the same parameters, or " + orDelete);
        }
    }

    /** That something of this name is there, and is nobody's partial picture. */
    static InvalidParameterException inTheWay(Path partial) {
        return new InvalidParameterException(
                partial + " is in the way, and of no render that can be gone on with: move it away");
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
        journal.add(checkpoint);
        bandsKept = checkpoint.bands();
        long end = System.nanoTime();
        long pause = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, (end - start) / INTERVALS));
        nextCheckpoint = SHORTEST_NANOS == 0 ? end : end + Math.max(pause, SHARE * (end - begun));
    }

    /** Gives the complete picture its name, in place of an older one. */
    synchronized void complete() throws IOException {
        if (!settled) {
            finish();
            settled = true;
            journal.delete();
        }
    }

    /** Closes and renames what is complete. */
    abstract void finish() throws IOException;

    /** Removes what is not complete, as far as that can be done. */
    abstract void discard() throws IOException;

    /** Unless the picture is complete, keeps it if there is something to go on from, and removes it if not. */
    @Override
    public void close() throws IOException {
        settle(true);
        journal.close();
        atExit.callOff();
    }

    void settleAtExit() {
        settle(interruption != Interruption.REMOVE);
    }

    private synchronized void settle(boolean keep) {
        if (settled) {
            return;
        }
        settled = true;
        try {
            if (keep && bandsKept > 0) {
                onKept.accept(bandsKept);
            } else {
                discard();
                journal.delete();
            }
        } catch (IOException e) {
            // nothing else can be done about it here
        }
    }
}
