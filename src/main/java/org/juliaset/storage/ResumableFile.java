package org.juliaset.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * A picture that is one file. Each checkpoint has a checksum of the bytes since the previous one: when the file is
 * resumed it is read through, and a damaged or missing end is computed again.
 *
 * <p>The file may start with a head that is written last and that no checkpoint covers.
 */
public final class ResumableFile extends Resumable {
    private static final int BUFFER = 1 << 20;

    private final Path target;
    private final Path partial;
    private final int head;
    private final Existing existing;
    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private Path beside;
    private byte[] besideBytes;

    /**
     * Wraps an open file.
     *
     * @param base see {@link #open(Path, Path, Map, int, Existing, OnInterrupt, LongConsumer)}
     * @param channel positioned at the end of the last checkpoint
     */
    private ResumableFile(
            Path target, Path base, int head, Existing existing, Journal journal, FileChannel channel,
            Journal.Checkpoint first, OnInterrupt interruption, LongConsumer onKept) {
        super(journal, first, interruption, onKept);
        this.target = target;
        this.partial = partial(base);
        this.head = head;
        this.existing = existing;
        this.channel = channel;
    }

    /**
     * Creates a file, or resumes one.
     *
     * @param parameters the parameters of the picture
     * @param head number of bytes before the stream's, for {@link #putHead}
     * @param existing what becomes of a file of this name when this one is complete
     * @param onKept receives the number of bands kept, if the file is not completed
     * @throws org.juliaset.parameters.InvalidParameterException if the name cannot be used, if an unfinished file has
     *     other parameters, or if one would be lost
     */
    public static ResumableFile open(
            Path file, Map<String, String> parameters, int head, Existing existing, OnInterrupt interruption,
            LongConsumer onKept)
            throws IOException {
        Path target = requireNames(file);
        return open(target, target, parameters, head, existing, interruption, onKept);
    }

    /**
     * Creates a file whose unfinished one has another name, or resumes it.
     *
     * @param target the name of the file, absolute, with links followed
     * @param base what the name of the unfinished file begins with, in the same folder, see {@link OwnName}
     */
    public static ResumableFile open(
            Path target, Path base, Map<String, String> parameters, int head, Existing existing,
            OnInterrupt interruption, LongConsumer onKept)
            throws IOException {
        return open(base, journal -> resumes(base, journal, parameters, interruption, isFile(partial(base)))
                ? goOn(target, base, head, existing, journal, interruption, onKept)
                : begin(target, base, head, existing, journal, parameters, interruption, onKept));
    }

    /**
     * Makes the checks of {@link #open}, without creating anything.
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
            Path target, Path base, int head, Existing existing, Journal journal, Map<String, String> parameters,
            OnInterrupt interruption, LongConsumer onKept)
            throws IOException {
        Path partial = partial(base);
        Files.deleteIfExists(partial);
        journal.begin(parameters);
        FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(head);
        return new ResumableFile(target, base, head, existing, journal, channel, null, interruption, onKept);
    }

    private static ResumableFile goOn(
            Path target, Path base, int head, Existing existing, Journal journal, OnInterrupt interruption,
            LongConsumer onKept)
            throws IOException {
        FileChannel channel = FileChannel.open(
                partial(base), StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        int whole = whole(channel, head, journal.checkpoints());
        journal.keep(whole);
        Journal.Checkpoint first = whole == 0 ? null : journal.checkpoints().get(whole - 1);
        long end = first == null ? head : first.end();
        channel.truncate(end);
        channel.position(end);
        return new ResumableFile(target, base, head, existing, journal, channel, first, interruption, onKept);
    }

    /** Returns the number of checkpoints whose bytes exist and have the right checksums. */
    private static int whole(FileChannel channel, int head, List<Journal.Checkpoint> checkpoints) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long start = head;
        for (int k = 0; k < checkpoints.size(); k++) {
            Journal.Checkpoint checkpoint = checkpoints.get(k);
            if (checksum(channel, start, checkpoint.end(), buffer) != Integer.toUnsignedLong(checkpoint.checksum())) {
                return k;
            }
            start = checkpoint.end();
        }
        return checkpoints.size();
    }

    /** Returns the CRC-32C of a range of a file; -1 if the file is shorter. */
    private static long checksum(FileChannel channel, long start, long end, ByteBuffer buffer) throws IOException {
        CRC32C crc = new CRC32C();
        for (long position = start; position < end; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
            int length = channel.read(buffer, position);
            if (length < 0) {
                return -1;
            }
            crc.update(buffer.flip());
            position += length;
        }
        return crc.getValue();
    }

    /** Returns the stream to write the file to. */
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

    /** Writes the head of the file. */
    public void putHead(ByteBuffer bytes) throws IOException {
        for (int at = 0; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    /** Brings all that is written to the disk, before the file is complete. */
    public void force() throws IOException {
        channel.force(false);
    }

    /**
     * Sets a small file that is to appear together with this one, and to replace an older one: it never lies beside a
     * file that it does not belong to.
     *
     * @param ending of its name, after that of this file
     */
    public void setBeside(String ending, byte[] bytes) {
        beside = target.resolveSibling(target.getFileName() + ending);
        besideBytes = bytes.clone();
    }

    /** Returns the length of the file when it was opened, in bytes, with its head. */
    public long bytes() {
        return first() == null ? head : first().end();
    }

    /** Restores the state of every checkpoint, in order. */
    @Override
    public void restore(Restore state) throws IOException {
        for (Journal.Checkpoint checkpoint : journal.checkpoints()) {
            state.read(new DataInputStream(new ByteArrayInputStream(checkpoint.state())));
        }
    }

    @Override
    public void written(long bands, long iterations, Save state) throws IOException {
        if (!isCheckpointDue()) {
            return;
        }
        long begun = System.nanoTime();
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        state.write(new DataOutputStream(saved));
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
        if (beside == null) {
            OutputPath.give(partial, target, existing);
            return;
        }
        try (PartialFile other = PartialFile.create(beside, existing)) {
            other.stream().write(besideBytes);
            if (existing == Existing.REPLACED) {
                Files.deleteIfExists(beside);
            } else if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(beside.toString());
            }
            OutputPath.give(partial, target, existing);
            other.complete();
        }
    }

    @Override
    boolean isThere() {
        return isFile(partial);
    }

    @Override
    void discard() throws IOException {
        Files.deleteIfExists(partial);
    }

    @Override
    public void close() throws IOException {
        super.close();
        channel.close();
    }
}
