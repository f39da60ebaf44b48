package org.juliaset.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * What was found out about this machine and is worth remembering, in the user's cache folder (XDG Base
 * Directory Specification): a small text for a key. Nothing depends on it: what is lost or cannot be
 * written is found out again.
 */
public final class UserCache {
    private static final int MAX_BYTES = 4096;

    private UserCache() {}

    /** The text for a key, if there is one. */
    public static Optional<String> read(String key) {
        try {
            Path file = file(key);
            return Files.size(file) > MAX_BYTES ? Optional.empty() : Optional.of(Files.readString(file).strip());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Remembers a text, in place of an older one; false if that is not possible. */
    public static boolean write(String key, String text) {
        try {
            Path file = file(key);
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling(UUID.randomUUID() + ".part");
            try {
                Files.writeString(partial, text);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
            return true;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static Path file(String key) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = cache != null && cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        return folder.resolve("juliaset").resolve(name + ".txt");
    }
}
