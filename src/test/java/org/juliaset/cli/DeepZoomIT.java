package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.juliaset.Decoded;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deep Zoom pictures that the program writes or refuses to write. */
@Tag("one-jdk")
class DeepZoomIT {
    @TempDir
    Path folder;

    @TempDir
    Path streams;

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
    @ValueSource(strings = {"with spaces", "größe 数 \uD83D\uDC09", "a<b>&\"c\"' #1?%41+@{title}", ".", "x.dzi"})
    void anyNameWillDo(String name) throws IOException {
        Program.in(folder, "-R=700", "-o", "plain.png").succeed();
        Program.in(folder, "-R=700", "-o", name + ".dzi").succeed();
        assertEquals(Stream.of("plain.png", name + ".dzi", name + ".html", name + "_files").sorted().toList(),
                Program.namesIn(folder));
        assertIsThePngInTiles(name, 700, 438, folder.resolve("plain.png"));
    }

    @Test
    void anOlderPictureIsReplacedAndWhatIsNotOneIsRefused() throws IOException {
        Program.in(folder, "-R=2000", "-o", "x.dzi").succeed();
        Program.in(folder, "-R=600", "-o", "x.dzi").succeed();
        Program.in(folder, "-R=600", "-o", "x.png").succeed();
        assertEquals(List.of("x.dzi", "x.html", "x.png", "x_files"), Program.namesIn(folder));
        assertIsThePngInTiles("x", 600, 375, folder.resolve("x.png"));

        Files.delete(folder.resolve("x.dzi"));
        Map<String, byte[]> before = Pyramid.files(folder);
        Program.Result result = Program.in(folder, "-o", "x.dzi").run();
        assertEquals(2, result.status());
        assertEquals("juliaset: " + folder.toRealPath().resolve("x_files")
                + " is there and is not of an older x.dzi: remove it, or choose another name", result.onlyLine());
        assertEquals(before.keySet(), Pyramid.files(folder).keySet());
    }

    @Test
    void aTileThatCannotBeWrittenIsAFailureThatLeavesTheOlderPictureAndNothingElse() throws IOException {
        Program.in(folder, "-R=600", "-o", "x.dzi").succeed();
        Map<String, byte[]> before = Pyramid.files(folder);
        // files may have 10240 bytes: a tile of the article's detail has more
        Program.Result result = Program.command(folder, "sh", "-c", "ulimit -f 20; exec \"$0\" \"$@\"",
                        Program.LAUNCHER.toString(), "-d", "cpu", "-R=3000", "-o", "x.dzi")
                .run();
        assertEquals(1, result.status(), result.err());
        assertEquals("juliaset: cannot write x.dzi: File too large: raise the limit of this shell (ulimit -f) or choose"
                + " another disk", result.onlyLine());
        assertEquals(before.keySet(), Pyramid.files(folder).keySet());
        assertEquals(List.of("x.dzi", "x.html", "x_files"), Program.namesIn(folder));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void aSignalEndsItAndLeavesTheOlderPictureAndNothingElse(String signal, int status) throws Exception {
        Program.in(folder, "-R=600", "-o", "x.dzi").succeed();
        Map<String, byte[]> before = Pyramid.files(folder);
        Process process = Program.in(folder, "-o", "x.dzi", "-R=60000", "--fast")
                .start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
        try {
            waitForTiles();
            long pid = process.pid();
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(status, process.exitValue());
        assertEquals("", Files.readString(streams.resolve("err")));
        assertEquals(List.of("x.dzi", "x.html", "x_files"), Program.namesIn(folder));
        Map<String, byte[]> after = Pyramid.files(folder);
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, content) -> assertArrayEquals(content, after.get(name), name));
    }

    private void waitForTiles() throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            for (String name : Program.namesIn(folder)) {
                Path finest = folder.resolve(name).resolve("files").resolve("16");
                if (name.endsWith(".part") && Files.exists(finest) && Program.namesIn(finest).size() > 5) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no tiles: " + Program.namesIn(folder));
    }

    @Test
    void memoryBoundsTheWidthOnly() {
        String[] tall = {"-R=2000", "-x=-0.01", "-X=0.01", "-y=-0.25", "-Y=0.25", "-M=20", "--fast", "-o", "tall.dzi"};
        Program.in(folder, tall).env("JULIASET_JAVA_OPTS", "-Xmx64m").succeed();
        Program.Result wide = Program.in(folder, "-R=60000", "-o", "wide.dzi")
                .env("JULIASET_JAVA_OPTS", "-Xmx64m")
                .run();
        assertEquals(2, wide.status());
        assertTrue(wide.onlyLine().startsWith("juliaset: a DZI of 60000 x 37500 pixels takes 58.89 MiB of memory and "),
                wide.err());
        assertEquals(List.of("tall.dzi", "tall.html", "tall_files"), Program.namesIn(folder));
    }
}
