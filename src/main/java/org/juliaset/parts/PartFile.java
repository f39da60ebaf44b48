package org.juliaset.parts;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.juliaset.parameters.InvalidParameterException;

/** The file of a complete part, to be read. For one thread. */
final class PartFile implements Closeable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final PartHead head;
    private final long start;

    private PartFile(FileChannel channel, PartHead head) {
        this.channel = channel;
        this.head = head;
        this.start = PartHead.length(head.share(), head.identity());
    }

    /**
     * Opens a file; empty if it is not there, or not as long as its head says, or has none.
     *
     * @throws InvalidParameterException if it may not be read
     */
    static Optional<PartFile> find(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new InvalidParameterException(file + " may not be read: change its permissions");
        }
        try {
            Optional<PartHead> head = PartHead.read(channel);
            if (head.isPresent() && head.get().fileBytes() == channel.size()) {
                return Optional.of(new PartFile(channel, head.get()));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    PartHead head() {
        return head;
    }

    /** Reads the file through, and returns whether its checksum is right. */
    boolean isWhole() throws IOException {
        return copyContent(OutputStream.nullOutputStream());
    }

    /** Copies the content to a stream, and returns whether the checksum of the file is right. */
    boolean copyContent(OutputStream out) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, head.content())));
        for (long done = 0; done < head.content(); done += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), head.content() - done));
            read(start + done, buffer);
            out.write(buffer.array(), 0, buffer.limit());
            crc.update(buffer.array(), 0, buffer.limit());
        }
        crc.update(notes());
        return (int) crc.getValue() == head.checksum();
    }

    /** Returns a part of the content. */
    byte[] content(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        read(start + offset, bytes);
        return bytes.array();
    }

    /** Returns the notes on the bands. */
    byte[] notes() throws IOException {
        ByteBuffer notes = ByteBuffer.allocate(Math.toIntExact(head.notes()));
        read(start + head.content(), notes);
        return notes.array();
    }

    private void read(long offset, ByteBuffer bytes) throws IOException {
        for (long at = offset; bytes.hasRemaining(); ) {
            int length = channel.read(bytes, at);
            if (length < 0) {
                throw new EOFException("the file has become shorter");
            }
            at += length;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
