package org.juliaset.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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

/**
 * A picture that is one file. Its checkpoints have a checksum of the bytes since the one before: when it is gone
 * on with, it is read through, and what is damaged or missing at its end is made again.
 */
public final class ResumableFile extends Resumable {
    private static final int BUFFER = 1 << 20;

    private final Path target;
    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();

    /** @param channel at the end of what is there */
    private ResumableFile(
            Path target, Journal journal, FileChannel channel, Journal.Checkpoint first, OnInterrupt interruption,
            LongConsumer onKept) {
        super(journal, first, interruption, onKept);
        this.target = target;
        this.channel = channel;
    }

    /**
     * Starts a file, or resumes one.
     *
     * @param parameters what the file is to become
     * @param onKept is told how many bands are kept, if the file is not completed
     * @throws org.juliaset.parameters.InvalidParameterException if there can be no file of this name, if it was begun
     *     with other parameters, or if an interrupted one would be lost
     */
    public static ResumableFile open(
            Path file, Map<String, String> parameters, OnInterrupt interruption, LongConsumer onKept)
            throws IOException {
        Path target = requireNames(file);
        return open(target, journal -> goesOn(target, journal, parameters, interruption, isFile(partial(target)))
                ? goOn(target, journal, interruption, onKept)
                : begin(target, journal, parameters, interruption, onKept));
    }

    /**
     * Does the checks of {@link #open}, and makes nothing.
     *
     * @throws org.juliaset.parameters.InvalidParameterException as {@link #open} does
     */
    public static void require(Path file, Map<String, String> parameters, OnInterrupt interruption) throws IOException {
        Path target = requireNames(file);
        inspect(target, parameters, interruption, isFile(partial(target)));
    }

    private static Path requireNames(Path file) {
        Path target = OutputPath.requireWritable(file);
        requireNames(file, target);
        return target;
    }

    private static boolean isFile(Path partial) {
        return Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS);
    }

    private static ResumableFile begin(
            Path target, Journal journal, Map<String, String> parameters, OnInterrupt interruption,
            LongConsumer onKept)
            throws IOException {
        Path partial = partial(target);
        Files.deleteIfExists(partial);
        journal.begin(parameters);
        FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new ResumableFile(target, journal, channel, null, interruption, onKept);
    }

    private static ResumableFile goOn(Path target, Journal journal, OnInterrupt interruption, LongConsumer onKept)
            throws IOException {
        FileChannel channel = FileChannel.open(
                partial(target), StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        int whole = whole(channel, journal.checkpoints());
        journal.keep(whole);
        Journal.Checkpoint first = whole == 0 ? null : journal.checkpoints().get(whole - 1);
        channel.truncate(first == null ? 0 : first.end());
        channel.position(channel.size());
        return new ResumableFile(target, journal, channel, first, interruption, onKept);
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
    public OutputStream stream() {
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
    public long bytes() {
        return first() == null ? 0 : first().end();
    }

    @Override
    public void restore(Restore state) throws IOException {
        state.from(new DataInputStream(new ByteArrayInputStream(first().state())));
    }

    @Override
    public void written(long bands, long iterations, Save state) throws IOException {
        if (!isCheckpointDue()) {
            return;
        }
        long begun = System.nanoTime();
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        state.to(new DataOutputStream(saved));
        channel.force(false);
        if (bandsKept() == 0) {
            OutputPath.force(target.getParent());
        }
        int checksum = (int) crc.getValue();
        crc.reset();
        add(new Journal.Checkpoint(bands, channel.position(), checksum, iterations, saved.toByteArray()), begun);
    }

    @Override
    void finish() throws IOException {
        if (bandsKept() > 0) {
            channel.force(false);
        }
        channel.close();
        OutputPath.give(partial(target), target);
    }

    @Override
    boolean isThere() {
        return isFile(partial(target));
    }

    @Override
    void discard() throws IOException {
        Files.deleteIfExists(partial(target));
    }

    @Override
    public void close() throws IOException {
        super.close();
        channel.close();
    }
}
