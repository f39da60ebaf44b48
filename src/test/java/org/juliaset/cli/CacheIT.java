package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of the user, in a folder of its own. */
class CacheIT {
    @TempDir
    Path folder;

    private Program.Result cache(String... options) {
        return Program.in(folder, "cache").with(options).env("XDG_CACHE_HOME", folder.toString()).succeed();
    }

    @Test
    void itIsListedAndClearedAndOtherFilesStay() throws IOException {
        Path cache = folder.resolve("juliaset");
        assertEquals(cache + ": 0 files, 0 B\n", cache().out());
        assertEquals(cache + ": 0 files, 0 B, removed\n", cache("--clear").out());
        Files.createDirectory(cache);
        Files.writeString(cache.resolve("12ab-34cd.txt"), "12345");
        Files.writeString(cache.resolve("12ab-34cd.bin"), "123");
        Files.writeString(cache.resolve("2c6f26bc-9d69-4e29-a7a9-4e1f9b3f7a2e.part"), "12");
        Files.writeString(cache.resolve("notes.txt"), "the user's");
        assertEquals(cache + ": 3 files, 10 B\n", cache().out());
        assertEquals(cache + ": 3 files, 10 B, removed\n", cache("--clear").out());
        assertEquals(List.of("notes.txt"), Program.namesIn(cache));
        Files.delete(cache.resolve("notes.txt"));
        Files.writeString(cache.resolve("12ab-34cd.txt"), "1");
        assertEquals(cache + ": 1 file, 1 B, removed\n", cache("--clear").out());
        assertTrue(Files.notExists(cache));
    }
}
