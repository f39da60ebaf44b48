package org.juliaset.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several makers of one file, who know nothing of each other. */
class OwnNameTest {
    private static final Map<String, String> PARAMETERS = Map.of("real", "-0.835");

    /** Bytes of each band. */
    private static final int LENGTH = 1000;

    @TempDir
    Path folder;

    private Path target() {
        return folder.resolve("3-of-8");
    }

    private ResumableFile open(Map<String, String> parameters) throws IOException {
        Path own = OwnName.claim(target(), parameters);
        return ResumableFile.open(target(), own, parameters, 0, Existing.REPLACED, OnInterrupt.RESUME, kept -> {});
    }

    /** Writes up to a band, with a checkpoint after each, as the tests' interval of 0 has it. */
    private static void write(ResumableFile file, long bands) throws IOException {
        write(file, file.bands() + 1, bands);
    }

    private static void write(ResumableFile file, long first, long last) throws IOException {
        for (long band = first; band <= last; band++) {
            byte[] bytes = new byte[LENGTH];
            Arrays.fill(bytes, (byte) band);
            file.stream().write(bytes);
            file.written(band, 10 * band, state -> {});
        }
    }

    private void assertWhole(int bands) throws IOException {
        byte[] expected = new byte[bands * LENGTH];
        for (int k = 0; k < expected.length; k++) {
            expected[k] = (byte) (1 + k / LENGTH);
        }
        assertArrayEquals(expected, Files.readAllBytes(target()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatHasComeFurthestIsTakenOverAndNothingThatIsInUse() throws Exception {
        try (ResumableFile running = open(PARAMETERS)) {
            write(running, 9);
            for (int bands : new int[] {2, 5}) {
                try (ResumableFile left = ResumableFile.open(target(), OwnName.claim(target(), Map.of()),
                        PARAMETERS, 0, Existing.REPLACED, OnInterrupt.RESUME, kept -> {})) {
                    write(left, bands);
                }
            }
            try (ResumableFile next = open(PARAMETERS)) {
                assertEquals(5, next.bands());
                write(next, 12);
                next.complete();
            }
            assertWhole(12);
            OwnName.removeAbandoned(target());
            assertEquals(3, names().size(), "the file, and that which is in use: " + names());
            write(running, 10, 12);
            running.complete();
        }
        assertWhole(12);
        assertEquals(List.of("3-of-8"), names());
    }

    @Test
    void anotherPicturesFileIsNotTaken() throws Exception {
        try (ResumableFile other = open(Map.of("real", "-1"))) {
            write(other, 4);
        }
        try (ResumableFile file = open(PARAMETERS)) {
            assertEquals(0, file.bands());
            write(file, 2);
            file.complete();
        }
        assertEquals(3, names().size());
        OwnName.removeAbandoned(target());
        assertEquals(List.of("3-of-8"), names());
    }

    /** On a file system without locks a process that runs may lose its file; the bytes are right all the same. */
    @Test
    void aFileThatIsTakenFromAProcessThatStillWritesBecomesWhole() throws Exception {
        Path first = OwnName.claim(target(), PARAMETERS);
        ResumableFile running =
                ResumableFile.open(target(), first, PARAMETERS, 0, Existing.REPLACED, OnInterrupt.RESUME, kept -> {});
        write(running, 5);
        Path second = target().resolveSibling("3-of-8.0123abcd");
        Files.move(Resumable.journal(first), Resumable.journal(second));
        Files.move(Resumable.partial(first), Resumable.partial(second));
        byte[] more = new byte[LENGTH];
        Arrays.fill(more, (byte) 6);
        running.stream().write(more);
        running.journal.close();
        try (ResumableFile next =
                ResumableFile.open(target(), second, PARAMETERS, 0, Existing.REPLACED, OnInterrupt.RESUME,
                        kept -> {})) {
            assertEquals(5, next.bands());
            Arrays.fill(more, (byte) 7);
            running.stream().write(more);
            write(next, 8);
            next.complete();
        }
        running.close();
        assertWhole(8);
    }

    /** A process may be killed between any two of its steps. */
    @Test
    void halvesThatAreLeftAreRemoved() throws Exception {
        Files.createFile(folder.resolve("3-of-8.00000001.part"));
        Files.createDirectories(folder.resolve("3-of-8.00000002.part/files"));
        Files.createFile(folder.resolve("3-of-8.00000003.part.journal"));
        List<String> others = List.of("13-of-8.00000001.part", "3-of-8.part", "3-of-8.00000001.png", "3-of-80");
        for (String other : others) {
            Files.createFile(folder.resolve(other));
        }
        Path own = OwnName.claim(target(), PARAMETERS);
        assertNotEquals(own, OwnName.claim(target(), PARAMETERS));
        OwnName.removeAbandoned(target());
        assertEquals(others.stream().sorted().toList(), names());
    }
}
