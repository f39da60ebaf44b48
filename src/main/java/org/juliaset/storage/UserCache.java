package org.juliaset.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A cache of facts about this machine in the user's cache folder (XDG Base Directory Specification): a short text, or
 * bytes, for each key. Nothing depends on it: a missing entry is determined again. Safe for use by several threads and
 * processes.
 */
public final class UserCache {
    private static final int MAX_TEXT_BYTES = 1 << 16;
    private static final int MAX_BYTES = 1 << 26;

    /** Names of entries, and of what an interrupted process left of one. Not compiled here: each start loads this. */
    private static final String ENTRY = "[0-9a-f]+-[0-9a-f]+\\.(txt|bin)|[0-9a-f-]{36}\\.part";

    private UserCache() {}

    /** Returns the text of a key, if there is one. */
    public static Optional<String> read(String key) {
        return read(key, ".txt", MAX_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Stores a text, replacing an older one; returns false if that fails. */
    public static boolean write(String key, String text) {
        return write(key, ".txt", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the bytes of a key, if there are any and their checksum is right. */
    public static Optional<byte[]> readBytes(String key) {
        return read(key, ".bin", MAX_BYTES).flatMap(UserCache::intact);
    }

    /** Stores bytes, replacing older ones; returns false if that fails. */
    public static boolean writeBytes(String key, byte[] bytes) {
        return write(key, ".bin", withChecksum(bytes));
    }

    private static byte[] withChecksum(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + Long.BYTES).put(bytes).putLong(checksum(bytes)).array();
    }

    /** Returns the contents without the checksum, if it is right. */
    private static Optional<byte[]> intact(byte[] file) {
        if (file.length <= Long.BYTES) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOf(file, file.length - Long.BYTES);
        return ByteBuffer.wrap(file).getLong(bytes.length) == checksum(bytes) ? Optional.of(bytes) : Optional.empty();
    }

    private static Optional<byte[]> read(String key, String suffix, int most) {
        try {
            Path file = file(key, suffix);
            return Files.size(file) > most ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean write(String key, String suffix, byte[] bytes) {
        try {
            Path file = file(key, suffix);
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling(UUID.randomUUID() + ".part");
            try {
                Files.write(partial, bytes);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the file of a key, named by two checksums of it: looking up a message digest costs Java 40 ms. */
    private static Path file(String key, String suffix) throws IOException {
        String name = Long.toHexString(checksum(key.getBytes(StandardCharsets.UTF_8))) + "-"
                + Integer.toHexString(key.hashCode());
        return folder().orElseThrow(() -> new IOException("no home")).resolve(name + suffix);
    }

    /**
     * Returns the folder, which need not exist; empty for a user without a home folder. XDG_CACHE_HOME and HOME come
     * first. Java's home folder is that of the user database, or a question mark if the user is not in it.
     */
    public static Optional<Path> folder() {
        return absolute(System.getenv("XDG_CACHE_HOME"))
                .or(() -> absolute(System.getenv("HOME"))
                        .or(() -> absolute(System.getProperty("user.home")))
                        .map(UserCache::inHome))
                .map(caches -> caches.resolve("juliaset"));
    }

    /**
     * How much is kept.
     *
     * @param files number of entries
     * @param bytes of all of them
     */
    public record Extent(int files, long bytes) {}

    /**
     * Returns how much is kept.
     *
     * @throws IOException if the folder cannot be read
     */
    public static Extent extent() throws IOException {
        return extent(entries());
    }

    private static Extent extent(List<Path> entries) {
        // 0 for one that another process has just removed
        return new Extent(entries.size(), entries.stream().mapToLong(entry -> entry.toFile().length()).sum());
    }

    /**
     * Removes all entries, and the folder if nothing else is in it.
     *
     * @return how much was kept
     * @throws IOException if an entry cannot be removed
     */
    public static Extent clear() throws IOException {
        List<Path> entries = entries();
        Extent extent = extent(entries);
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
        Path folder = folder().orElseThrow();
        if (Files.isDirectory(folder) && !Files.isSymbolicLink(folder)) {
            try (Stream<Path> rest = Files.list(folder)) {
                if (rest.findAny().isEmpty()) {
                    Files.delete(folder);
                }
            }
        }
        return extent;
    }

    private static List<Path> entries() throws IOException {
        Optional<Path> folder = folder().filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().matches(ENTRY)).toList();
        }
    }

    private static Path inHome(Path home) {
        return home.resolve(".cache");
    }

    /**
     * Returns the path in a variable. It is ignored if it is relative (XDG Base Directory Specification) or not valid
     * in the locale's character set.
     */
    private static Optional<Path> absolute(String name) {
        try {
            return Optional.ofNullable(name)
                    .filter(given -> !given.contains("\uFFFD"))
                    .map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
