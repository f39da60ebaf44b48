package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.juliaset.Pyramid;
import org.juliaset.browser.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films whose processes are killed, and their encoder. */
@Tag("one-jdk")
class AnimateIT {
    /** Some seconds on one thread. */
    private static final String[] FILM = {
        "--c-circle=0.3", "--palette=twilight", "--size=320x240", "--samples=2", "--frames=24", "-M=1000", "--loop",
        "--threads=1", "-d=cpu"
    };

    /** Functions of a page that decode a file and show a frame of it on a canvas. */
    private static final String DECODER = """
            (async () => {
              const bytes = Uint8Array.from(atob('FILE'), letter => letter.charCodeAt(0));
              const decoder = new ImageDecoder({data: bytes, type: 'image/png'});
              await Promise.all([decoder.tracks.ready, decoder.completed]);
              const track = decoder.tracks.selectedTrack;
              const canvas = new OffscreenCanvas(96, 64).getContext('2d', {willReadFrequently: true});
              window.description = `${track.frameCount} frames, repeated ${track.repetitionCount} times`;
              window.show = async frame => {
                const {image} = await decoder.decode({frameIndex: frame});
                canvas.drawImage(image, 0, 0);
                return `${image.timestamp} for ${image.duration}`;
              };
              window.pixels = () => {
                const samples = canvas.getImageData(0, 0, 96, 64).data.filter((sample, at) => at % 4 < 3);
                return btoa(String.fromCharCode(...samples));
              };
            })()""";

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    private Program film(String output, String... more) {
        return Program.in(folder, "animate", "-o", output).with(FILM).with(more);
    }

    private static void requireFfmpeg() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no ffmpeg: its films could not be tested");
    }

    private Process start(Program program) {
        return program.start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
    }

    private static long frames(Path frames) throws IOException {
        if (!Files.isDirectory(frames)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(frames)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\.png")).count();
        }
    }

    private static void await(Process process, Path frames, long number) throws Exception {
        while (frames(frames) < number) {
            assertTrue(process.isAlive(), "it ended with " + frames(frames) + " frames");
            Thread.sleep(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.webm", "film.apng", "frames/%06d.png"})
    void aFilmThatIsKilledTwiceIsResumedToTheSameBytes(String output) throws Exception {
        boolean isFrames = output.startsWith("frames");
        if (output.endsWith("mp4") || output.endsWith("webm")) {
            requireFfmpeg();
        }
        Path frames = folder.resolve(isFrames ? "frames" : output + ".frames");
        for (int number : new int[] {4, 12}) {
            Process process = start(film(output, "--resume"));
            await(process, frames, number);
            process.destroyForcibly().waitFor();
        }
        long kept = frames(frames);
        Program.Result result = film(output, "--resume").run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().matches("juliaset: \\d+ of 24 frames were there already"), result.err());
        assertTrue(Integer.parseInt(result.onlyLine().replaceAll("\\D*(\\d+) of.*", "$1")) >= kept - 1, result.err());
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Program.in(whole, "animate", "-o", output).with(FILM).succeed();
        if (isFrames) {
            for (int frame = 0; frame < 24; frame++) {
                String name = String.format(output, frame);
                assertArrayEquals(
                        Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(folder.resolve(name)), name);
            }
        } else {
            assertArrayEquals(Files.readAllBytes(whole.resolve(output)), Files.readAllBytes(folder.resolve(output)));
            assertTrue(Files.notExists(frames));
        }
    }

    /** As often as it is shown, with its rate, and each pixel of each frame. */
    @Test
    void aBrowserPlaysTheFramesOfAnAnimatedPng(@TempDir Path profile) throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium: an animated PNG could not be tested");
        film("film.apng", "--size=96x64", "--fps=25").succeed();
        film("film.rgb", "--size=96x64", "--fps=25").succeed();
        byte[] expected = Files.readAllBytes(folder.resolve("film.rgb"));
        int frameBytes = 96 * 64 * 3;
        // the decoder is there on pages of the disk, but such pages cannot read files
        Path page = Files.writeString(folder.resolve("page.html"), "<!doctype html>");
        String file = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("film.apng")));
        try (Browser browser = Browser.open(profile, 200, 200)) {
            browser.goTo(page.toUri().toString(), DECODER.replace("FILE", file));
            assertEquals("24 frames, repeated Infinity times", browser.evaluate("description"));
            for (int frame = 0; frame < 24; frame++) {
                assertEquals(frame * 40_000 + " for 40000", browser.evaluate("show(" + frame + ")"));
                byte[] shown = Base64.getDecoder().decode(browser.evaluate("pixels()"));
                assertArrayEquals(Arrays.copyOfRange(expected, frame * frameBytes, (frame + 1) * frameBytes), shown,
                        "frame " + frame);
            }
            assertEquals(List.of(), browser.errors());
        }
    }

    @Test
    void anInterruptLeavesFramesAndNoFilmAndSaysSo() throws Exception {
        Process process = start(film("film.apng"));
        await(process, folder.resolve("film.apng.frames"), 3);
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(
                "juliaset: finished frames are kept in film.apng.frames: use them with --resume, or remove the folder",
                Files.readString(streams.resolve("err")).strip());
        assertEquals(List.of("film.apng.frames"), Program.namesIn(folder));
        assertTrue(Program.namesIn(folder.resolve("film.apng.frames")).stream()
                .noneMatch(name -> name.endsWith(".part")));
    }

    @Test
    void anEncoderThatEndsIsReportedAndItsFramesAreKept() throws Exception {
        requireFfmpeg();
        Process process = start(film("film.mkv"));
        await(process, folder.resolve("film.mkv.frames"), 3);
        process.descendants().filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
                .forEach(ProcessHandle::destroyForcibly);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        List<String> lines = Files.readAllLines(streams.resolve("err"));
        assertEquals(2, lines.size(), lines.toString());
        assertEquals("juliaset: finished frames are kept in film.mkv.frames: use them with --resume, or remove the"
                + " folder", lines.get(0));
        assertEquals("juliaset: cannot write film.mkv: ffmpeg ended with status 137: it said nothing", lines.get(1));
        assertEquals(List.of("film.mkv.frames"), Program.namesIn(folder));
    }

    /** Options beside the ones that made frames of a film are found by the first frame. */
    @Test
    void framesOfAnotherFilmStayAsTheyAre() throws Exception {
        Process process = start(film("film.apng"));
        await(process, folder.resolve("film.apng.frames"), 5);
        process.destroyForcibly().waitFor();
        var before = Pyramid.files(folder.resolve("film.apng.frames"));
        Program.Result result = film("film.apng", "--resume", "-m=7").run();
        assertEquals(2, result.status(), result.err());
        assertTrue(result.err().contains("0.png is there and was made with itermin 5 instead of 7: "), result.err());
        var after = Pyramid.files(folder.resolve("film.apng.frames"));
        assertArrayEquals(before.get("000000.png"), after.get("000000.png"));
    }
}
