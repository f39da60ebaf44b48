package org.juliaset.render;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.juliaset.core.InvalidParameterException;
import org.juliaset.image.PictureEncoder;

/**
 * A file under construction that survives the process. {@code NAME.part} grows beside {@code NAME}, and
 * {@code NAME.part.journal} says how far it has come: from time to time what has been written is brought to
 * the disk, and then a checkpoint into the journal, so that no checkpoint tells of bytes that a loss of power
 * could take. {@code NAME} appears in one step when the file is complete.
 */
final class ResumableFile implements Closeable, Checkpoints {
    /** Time between checkpoints: a fiftieth of the time so far, within these. */
    private static final long SHORTEST_NANOS = Long.getLong("juliaset.checkpoint.millis", 100) * 1_000_000;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int INTERVALS = 50;

    /** To bring one to the disk may take one part in so many. */
    private static final int SHARE = 20;

    private static final int BUFFER = 1 << 20;

    private final Path target;
    private final Path partial;
    private final Journal journal;
    private final Interruption interruption;
    private final FileChannel channel;
    private final Journal.Checkpoint first;
    private final LongConsumer onKept;
    private final AtExit atExit;
    private final CRC32C crc = new CRC32C();
    private final long start = System.nanoTime();
    private long nextCheckpoint = start + SHORTEST_NANOS;
    private volatile long bandsKept;
    private boolean settled;

    /**
     * @param channel at the end of what is there
     * @param first what is there, or null
     * @param onKept is told how many bands are kept, if the file is not completed
     */
    private ResumableFile(
            Path target, Path partial, Journal journal, Interruption interruption, FileChannel channel,
            Journal.Checkpoint first, LongConsumer onKept) {
        this.target = target;
        this.partial = partial;
        this.journal = journal;
        this.interruption = interruption;
        this.channel = channel;
        this.first = first;
        this.bandsKept = bands();
        this.onKept = onKept;
        this.atExit = new AtExit("juliaset-settle-partial-file", () -> settle(interruption != Interruption.REMOVE));
    }

    /**
     * Starts a file, or goes on with one.
     *
     * @param parameters what the file is to become
     * @param onKept is told how many bands are kept, if the file is not completed
     * @throws InvalidParameterException if there can be no file of this name, if it was begun with other
     *     parameters, or if an interrupted one would be lost
     */
    static ResumableFile open(
            Path file, Map<String, String> parameters, Interruption interruption, LongConsumer onKept) {
        Path target = OutputPath.requireWritable(file);
        Path partial = target.resolveSibling(target.getFileName() + ".part");
        Journal journal = null;
        try {
            journal = Journal.open(target.resolveSibling(target.getFileName() + ".part.journal"));
            return open(target, partial, journal, parameters, interruption, onKept);
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

    private static ResumableFile open(
            Path target, Path partial, Journal journal, Map<String, String> parameters, Interruption interruption,
            LongConsumer onKept)
            throws IOException {
        if (!journal.checkpoints().isEmpty() && Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS)) {
            requireMeant(partial, journal, parameters, interruption);
            FileChannel channel = FileChannel.open(
                    partial, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            int whole = whole(channel, journal.checkpoints());
            journal.keep(whole);
            Journal.Checkpoint first = whole == 0 ? null : journal.checkpoints().get(whole - 1);
            channel.truncate(first == null ? 0 : first.end());
            channel.position(channel.size());
            return new ResumableFile(target, partial, journal, interruption, channel, first, onKept);
        }
        if (journal.isNew() && Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
            journal.delete();
            throw new InvalidParameterException(partial + " is in the way, and of no render that can be gone on with:"
                    + " move it away");
        }
        Files.deleteIfExists(partial);
        journal.begin(parameters);
        FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new ResumableFile(target, partial, journal, interruption, channel, null, onKept);
    }

    private static void requireMeant(
            Path partial, Journal journal, Map<String, String> parameters, Interruption interruption) {
        String orDelete = "delete it and " + partial.getFileName() + ".journal to start over";
        if (interruption != Interruption.RESUME) {
            throw new InvalidParameterException(
                    partial + " is what an interrupted render has left: go on with --resume, or " + orDelete);
        }
        List<String> differences = parameters.keySet().stream()
                .filter(name -> !parameters.get(name).equals(journal.parameters().get(name)))
                .map(name -> name + " " + journal.parameters().get(name) + " instead of " + parameters.get(name))
                .toList();
        if (!differences.isEmpty()) {
            throw new InvalidParameterException(partial + " was begun with " + String.join(", ", differences)
                    + ": resume it with the same options, or " + orDelete);
        }
    }

    /** How many checkpoints tell the truth: their bytes are there and have their checksums. */
    private static int whole(FileChannel channel, List<Journal.Checkpoint> checkpoints) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long start = 0;
        for (int k = 0; k < checkpoints.size(); k++) {
            Journal.Checkpoint checkpoint = checkpoints.get(k);
            if (checksum(channel, start, checkpoint.end(), buffer) != Integer.toUnsignedLong(checkpoint.checksum())) {
                return k;
            }
            start = checkpoint.end();
        }
        return checkpoints.size();
    }

    /** @return CRC-32C of a file's bytes; -1 if they are not there */
    private static long checksum(FileChannel channel, long start, long end, ByteBuffer buffer) throws IOException {
        CRC32C crc = new CRC32C();
        for (long at = start; at < end; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            int length = channel.read(buffer, at);
            if (length < 0) {
                return -1;
            }
            crc.update(buffer.flip());
            at += length;
        }
        return crc.getValue();
    }

    /** Where its bytes go. */
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                crc.update(bytes, offset, length);
            }
        };
    }

    /** Bytes that were there when it was opened. */
    long bytes() {
        return first == null ? 0 : first.end();
    }

    @Override
    public long bands() {
        return first == null ? 0 : first.bands();
    }

    @Override
    public long iterations() {
        return first == null ? 0 : first.iterations();
    }

    @Override
    public void start(PictureEncoder encoder) throws IOException {
        if (first == null) {
            encoder.begin();
        } else {
            encoder.restore(new DataInputStream(new ByteArrayInputStream(first.state())));
        }
    }

    @Override
    public void written(long bands, long iterations, PictureEncoder encoder) throws IOException {
        long now = System.nanoTime();
        if (now - nextCheckpoint < 0) {
            return;
        }
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        encoder.save(new DataOutputStream(state));
        force();
        journal.add(new Journal.Checkpoint(
                bands, channel.position(), (int) crc.getValue(), iterations, state.toByteArray()));
        crc.reset();
        bandsKept = bands;
        long end = System.nanoTime();
        long pause = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, (end - start) / INTERVALS));
        nextCheckpoint = SHORTEST_NANOS == 0 ? end : end + Math.max(pause, SHARE * (end - now));
    }

    private void force() throws IOException {
        channel.force(false);
        if (bandsKept == 0) {
            OutputPath.force(target.getParent());
        }
    }

    /** Gives the complete file its name, in place of an older one. */
    synchronized void complete() throws IOException {
        if (settled) {
            return;
        }
        if (bandsKept > 0) {
            channel.force(false);
        }
        channel.close();
        OutputPath.give(partial, target);
        settled = true;
        journal.delete();
    }

    /** Unless the file is complete, keeps it if there is something to go on from, and removes it if not. */
    @Override
    public void close() throws IOException {
        settle(true);
        channel.close();
        journal.close();
        atExit.callOff();
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
                Files.deleteIfExists(partial);
                journal.delete();
            }
        } catch (IOException e) {
            // nothing else can be done about it here
        }
    }
}
