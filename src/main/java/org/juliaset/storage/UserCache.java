package org.juliaset.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What was found out about this machine and is worth remembering, in the user's cache folder (XDG Base
 * Directory Specification): a small text, or bytes, for a key. Nothing depends on it: what is lost or cannot
 * be written is found out again.
 */
public final class UserCache {
    private static final int MAX_TEXT_BYTES = 1 << 16;
    private static final int MAX_BYTES = 1 << 26;

    private UserCache() {}

    /** The text for a key, if there is one. */
    public static Optional<String> read(String key) {
        return read(key, ".txt", MAX_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Remembers a text, in place of an older one; false if that is not possible. */
    public static boolean write(String key, String text) {
        return write(key, ".txt", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes for a key, if there are some and they are as they were written. */
    public static Optional<byte[]> readBytes(String key) {
        return read(key, ".bin", MAX_BYTES).flatMap(UserCache::intact);
    }

    /** Remembers some bytes, in place of older ones; false if that is not possible. */
    public static boolean writeBytes(String key, byte[] bytes) {
        return write(key, ".bin", withChecksum(bytes));
    }

    private static byte[] withChecksum(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + Long.BYTES).put(bytes).putLong(checksum(bytes)).array();
    }

    /** Without the checksum, if it is right. */
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

    /** Named by two checksums of the key: to find one of Java's message digests takes it 40 ms. */
    private static Path file(String key, String suffix) throws IOException {
        String name = Long.toHexString(checksum(key.getBytes(StandardCharsets.UTF_8))) + "-"
                + Integer.toHexString(key.hashCode());
        return folder().orElseThrow(() -> new IOException("no home")).resolve(name + suffix);
    }

    /**
     * The folder, which need not exist; empty for a user without a home. The first two are the user's to set. What Java
     * takes for the home is the one of the list of users, or a question mark where the user is not on it.
     */
    public static Optional<Path> folder() {
        return absolute(System.getenv("XDG_CACHE_HOME"))
                .or(() -> absolute(System.getenv("HOME"))
                        .or(() -> absolute(System.getProperty("user.home")))
                        .map(UserCache::inHome))
                .map(caches -> caches.resolve("juliaset"));
    }

    private static Path inHome(Path home) {
        return home.resolve(".cache");
    }

    /**
     * A relative path does not count (XDG Base Directory Specification), nor one that is not in the locale's
     * characters.
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
