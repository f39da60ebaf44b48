package org.juliaset.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.juliaset.parameters.InvalidParameterException;

/**
 * A text file beside an unfinished one, with its parameters and its progress. The first line holds the parameters,
 * every other line a {@link Checkpoint}. Each line ends with its checksum (CRC-32C, RFC 3720 appendix B.4), so that a
 * half-written line is ignored. The file is locked while a process uses it, if the file system has locks. For one
 * thread at a time.
 */
public final class Journal implements Closeable {
    private static final String TITLE = "juliaset journal 2";
    private static final String FIELD = "\t";
    private static final int CHECKSUM_DIGITS = 8;

    /** The largest journal that is read; this program writes smaller ones. */
    private static final long MAX_BYTES = 1L << 28;

    private final Path path;
    private final FileChannel channel;
    private Map<String, String> parameters = Map.of();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    /** End offsets of the first line and of the line of each checkpoint, in bytes. */
    private final List<Long> ends = new ArrayList<>();

    /**
     * The progress of an unfinished file.
     *
     * @param bands number of bands written, from the top
     * @param end length of the file after them, in bytes
     * @param checksum CRC-32C of the bytes since the previous checkpoint
     * @param iterations the sum of the counts of the bands
     * @param state the state of the encoder
     */
    public record Checkpoint(long bands, long end, int checksum, long iterations, byte[] state) {
        private String text() {
            return String.join(
                    FIELD, "bands " + bands, Long.toString(end), Integer.toHexString(checksum),
                    Long.toString(iterations), Base64.getEncoder().encodeToString(state));
        }

        private static Checkpoint of(String text) {
            String[] fields = text.split(FIELD, -1);
            return new Checkpoint(
                    Long.parseLong(fields[0].substring("bands ".length())),
                    Long.parseLong(fields[1]),
                    Integer.parseUnsignedInt(fields[2], 16),
                    Long.parseLong(fields[3]),
                    Base64.getDecoder().decode(fields[4]));
        }
    }

    private Journal(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the journal of this name, or creates an empty one, and locks it.
     *
     * @throws InvalidParameterException if another process has it, or if it is something else
     */
    public static Journal open(Path path) throws IOException {
        Optional<Journal> found = find(path);
        if (found.isPresent()) {
            return found.get();
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // another process created it first
            return open(path);
        }
        try {
            return open(path, channel);
        } catch (ClosedByInterruptException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /**
     * Opens the journal of this name, if there is one, and locks it.
     *
     * @throws InvalidParameterException if another process has it, or if it is something else
     */
    public static Optional<Journal> find(Path path) throws IOException {
        try {
            return Optional.of(open(path, FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns the parameters in the journal of this name, even if another process holds it; empty if there is none. */
    public static Map<String, String> parameters(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Journal journal = new Journal(path, channel);
            journal.read();
            return journal.parameters;
        } catch (NoSuchFileException e) {
            return Map.of();
        }
    }

    private static Journal open(Path path, FileChannel channel) throws IOException {
        try {
            if (!lock(channel) || !Files.exists(path)) {
                throw new InvalidParameterException(
                        path + " belongs to a render that is going on: wait for its end or choose another name");
            }
            Journal journal = new Journal(path, channel);
            journal.read();
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Locks a file, unless another process has it. On a file system without locks nothing tells whether one has. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            if (channel.isOpen()) {
                return true;
            }
            throw e;
        }
    }

    private void read() throws IOException {
        if (channel.size() > MAX_BYTES) {
            throw notOurs();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        String text = StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
        if (!text.isEmpty() && !text.startsWith(TITLE) && !TITLE.startsWith(text)) {
            throw notOurs();
        }
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String line = text.substring(start, end);
            if (!isWhole(line)) {
                return;
            }
            add(line.substring(0, line.length() - CHECKSUM_DIGITS - FIELD.length()));
            start = end + 1;
            ends.add((long) start);
        }
    }

    private InvalidParameterException notOurs() {
        return new InvalidParameterException(path + " is in the way, and no journal of a render: move it away");
    }

    private void add(String line) {
        if (line.startsWith(TITLE)) {
            parameters = new LinkedHashMap<>();
            for (String field : line.substring(TITLE.length() + 1).split(FIELD)) {
                int equals = field.indexOf('=');
                parameters.put(field.substring(0, equals), field.substring(equals + 1));
            }
        } else {
            checkpoints.add(Checkpoint.of(line));
        }
    }

    private static String checksum(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%0" + CHECKSUM_DIGITS + "x", crc.getValue());
    }

    private static boolean isWhole(String line) {
        int end = line.length() - CHECKSUM_DIGITS - FIELD.length();
        return end > 0 && line.equals(line.substring(0, end) + FIELD + checksum(line.substring(0, end)));
    }

    public Path path() {
        return path;
    }

    /** Returns whether the file still exists under its name. */
    public boolean isThere() {
        return Files.exists(path);
    }

    /** Returns whether the journal is empty, so that the file beside it is unknown. */
    public boolean isNew() throws IOException {
        return channel.size() == 0;
    }

    /** Returns the parameters of the unfinished file, by name. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Returns the checkpoints, in order. */
    public List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /** Clears the journal and writes the parameters. */
    public void begin(Map<String, String> parameters) throws IOException {
        channel.truncate(0);
        checkpoints.clear();
        ends.clear();
        this.parameters = Map.copyOf(parameters);
        write(parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(FIELD, TITLE + FIELD, "")));
    }

    /** Truncates the journal after its first checkpoints. */
    public void keep(int count) throws IOException {
        channel.truncate(ends.get(count));
        checkpoints.subList(count, checkpoints.size()).clear();
        ends.subList(count + 1, ends.size()).clear();
    }

    /** Adds a checkpoint and forces it to the disk. */
    public void add(Checkpoint checkpoint) throws IOException {
        write(checkpoint.text());
        channel.force(false);
        checkpoints.add(checkpoint);
    }

    private void write(String text) throws IOException {
        ByteBuffer line = StandardCharsets.ISO_8859_1.encode(text + FIELD + checksum(text) + "\n");
        channel.position(channel.size());
        while (line.hasRemaining()) {
            channel.write(line);
        }
        ends.add(channel.size());
    }

    /** Deletes the journal. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
