package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.juliaset.Decoded;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiles of Deep Zoom pictures. */
@Tag("one-jdk")
class DeepZoomTest {
    @TempDir
    Path folder;

    private void assertIsThePngInTiles(String name, int width, int height, Path png) throws IOException {
        Pyramid.Gray full = new Pyramid.Gray(width, height, Decoded.samplesByJdk(Files.readAllBytes(png)));
        Pyramid.assertTiles(full, Pyramid.files(folder.resolve(name + "_files")));
        assertTrue(Files.readString(folder.resolve(name + ".dzi"))
                .contains("<Size Width=\"" + width + "\" Height=\"" + height + "\"/>"));
    }

    private static long bytes(Map<String, byte[]> files) {
        return files.values().stream().mapToLong(file -> file.length).sum();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "500, 313", "1026, 641", "2500, 1563"})
    void tilesArePixelsOfThePngAndTheirAverages(int width, int height) throws IOException {
        InProcess.in(folder, "-R=" + width, "-o", "x.png").succeed();
        InProcess.in(folder, "-R=" + width, "-o", "x.dzi").succeed();
        assertEquals(List.of("x.dzi", "x.html", "x.png", "x_files"), Program.namesIn(folder));
        assertIsThePngInTiles("x", width, height, folder.resolve("x.png"));
    }

    @Test
    void theFilesAreTheSameForAnyNumberOfThreadsAndFastTilesAreLarger() throws IOException {
        for (String threads : List.of("1", "2", "5")) {
            InProcess.in(Files.createDirectory(folder.resolve(threads)), "-R=3000", "--threads", threads, "-o", "x.dzi")
                    .succeed();
        }
        Map<String, byte[]> one = Pyramid.files(folder.resolve("1"));
        for (String threads : List.of("2", "5")) {
            Map<String, byte[]> other = Pyramid.files(folder.resolve(threads));
            assertEquals(one.keySet(), other.keySet());
            one.forEach((name, content) -> assertArrayEquals(content, other.get(name), name));
        }
        Program.Result fast = InProcess.in(folder, "-R=3000", "--fast", "--stats", "-o", "fast.dzi").run();
        InProcess.in(folder, "-R=3000", "-o", "fast.png").succeed();
        assertIsThePngInTiles("fast", 3000, 1875, folder.resolve("fast.png"));
        long fastBytes = bytes(Pyramid.files(folder.resolve("fast_files")));
        assertTrue(fastBytes > bytes(Pyramid.files(folder.resolve("1").resolve("x_files"))), fastBytes + " bytes");
        long all = fastBytes + Files.size(folder.resolve("fast.dzi")) + Files.size(folder.resolve("fast.html"));
        assertTrue(fast.err().contains(String.format("fast.dzi, %,d bytes", all)), all + " bytes: " + fast.err());
    }
}
