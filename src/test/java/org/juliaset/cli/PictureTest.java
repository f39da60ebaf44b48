package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.juliaset.CraftedPng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures with metadata, as info, verify and --like read them. */
class PictureTest {
    private static final String[] UNUSUAL = {
        "-R=301", "-x=0.1", "-X=-1.5e-1", "-y=.2", "-Y=-0.30000000000000004", "-r=-0.4", "-i=0.6", "-t=3e0", "-m=1",
                "-M=99",
        "--precision=float",
    };

    @TempDir
    Path folder;

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private InProcess juliaset(String... arguments) {
        return InProcess.in(folder, arguments);
    }

    @Test
    void verifySaysEqualOrWhereTheFirstDifferenceIs() throws Exception {
        juliaset("-o", "a.png").succeed();
        assertEquals("equal: 500 x 313 pixels\n", juliaset("verify", "a.png", "--threads=1").succeed().out());
        byte[] changed = CraftedPng.withRows(bytes("a.png"), rows -> {
            rows[200 * 501 + 1 + 17] ^= 1;
            rows[250 * 501 + 1] ^= 1;
            return rows;
        });
        CraftedPng.file(folder, changed);
        Program.Result result = juliaset("verify", "crafted.png").run();
        assertEquals(1, result.status());
        assertEquals("", result.err());
        assertTrue(result.out().matches("differs first at column 17, row 200: the file has \\d+, computed \\d+\\n"),
                result.out());
    }

    @Test
    void verifyOfASampleSaysWhichAndReadsTheWholeFile() throws Exception {
        juliaset("-o", "a.png", "-R=1000").succeed();
        String said = juliaset("verify", "a.png", "--sample=2", "--seed=7").succeed().out();
        assertEquals("equal in 2 of 10 bands, 132000 of 625000 pixels (--seed=7)\n", said);
        assertEquals(said, juliaset("verify", "a.png", "--sample=2", "--seed=7").succeed().out());
        assertTrue(juliaset("verify", "a.png", "--sample=2").succeed().out()
                .matches("equal in 2 of 10 bands, \\d+ of 625000 pixels \\(--seed=\\d+\\)\\n"));
        assertEquals("equal: 1000 x 625 pixels\n", juliaset("verify", "a.png", "--sample=10").succeed().out());
        byte[] whole = bytes("a.png");
        whole[whole.length - 20] ^= 1;
        CraftedPng.file(folder, whole);
        Program.Result result = juliaset("verify", "crafted.png", "--sample=1").run();
        assertEquals(1, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: crafted.png is damaged: "), result.err());
    }

    @Test
    void verifyShowsItsProgressWhenAskedTo() {
        juliaset("-o", "a.png").succeed();
        Program.Result result = juliaset("verify", "a.png", "--progress").run();
        assertEquals(0, result.status());
        assertTrue(result.err().contains("reading") && result.err().contains("comparing"), result.err());
        assertEquals("equal: 500 x 313 pixels\n", result.out());
    }

    @Test
    void likeTakesWhatIsNotGivenFromTheFile() throws IOException {
        juliaset("-o", "a.png", "--fast").with(UNUSUAL).succeed();
        juliaset("--like", "a.png", "-o", "same.png").succeed();
        assertArrayEquals(bytes("a.png"), bytes("same.png"));
        // in any order, and through a chain of files and formats
        juliaset("-R=100", "--like=a.png", "-o", "small.tif").succeed();
        juliaset("--like", "small.tif", "-M=50", "-o", "other.png").succeed();
        juliaset("--like", "other.png", "-M=99", "-R=301", "-o", "back.png").succeed();
        assertArrayEquals(bytes("a.png"), bytes("back.png"));
        String info = juliaset("info", "other.png").succeed().out();
        assertTrue(info.contains("size        100 x 200 pixels") && info.contains("itermax     50"), info);
    }

    @Test
    void likeChecksWhatFileAndOptionsMakeTogether() {
        juliaset("-o", "a.png", "-m=50", "-M=60").succeed();
        Program.Result result = juliaset("--like", "a.png", "-M=50", "-o", "b.png").run();
        assertEquals(2, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: itermin is 50 and itermax is 50: "), result.err());
    }

    @Test
    void likeDoesNotReplaceTheFileUnlessTold() throws IOException {
        juliaset("-R=10").succeed();
        byte[] before = bytes("plot.png");
        Files.createSymbolicLink(folder.resolve("link.png"), Path.of("plot.png"));
        for (String name : List.of("plot.png", "./plot.png", "link.png")) {
            Program.Result result = juliaset("--like", name, "-R=20").run();
            assertEquals(2, result.status());
            assertEquals("juliaset: " + name
                    + " would be replaced: name the new file with -o, or this one to replace it",
                    result.onlyLine());
            assertArrayEquals(before, bytes("plot.png"));
        }
        juliaset("--like", "plot.png", "-R=20", "-o", "plot.png").succeed();
        assertTrue(juliaset("info", "plot.png").succeed().out().contains("20 x 13 pixels"));
    }

    /** ImageMagick moves texts behind the pixels, compresses them, and filters rows. */
    @Test
    void aPngThatAnotherProgramHasSavedAgainSaysHowItWasMadeAndIsVerified() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/convert")), "ImageMagick is not installed");
        juliaset("-o", "a.png", "-R=400", "-M=300").succeed();
        Program.command(folder, "/usr/bin/convert", "a.png", "b.png").succeed();
        assertFalse(Arrays.equals(bytes("a.png"), bytes("b.png")));
        String info = juliaset("info", "a.png").succeed().out();
        assertEquals(info, juliaset("info", "b.png").succeed().out().replace("b.png", "a.png"));
        assertEquals("equal: 400 x 250 pixels\n", juliaset("verify", "b.png").succeed().out());
        juliaset("--like", "b.png", "-o", "c.png").succeed();
        assertArrayEquals(bytes("a.png"), bytes("c.png"));
        Program.command(folder, "/usr/bin/convert", "a.png", "-negate", "b.png").succeed();
        Program.Result changed = juliaset("verify", "b.png").run();
        assertEquals(1, changed.status());
        assertTrue(changed.out().startsWith("differs first at column 0, row 0: "), changed.out());
    }

    @Test
    void aTiffIsVerified() throws IOException {
        juliaset("-o", "a.tif", "-R=400", "-M=300").succeed();
        assertEquals("equal: 400 x 250 pixels\n", juliaset("verify", "a.tif").succeed().out());
        assertTrue(juliaset("verify", "a.tif", "--sample=1",
                "--seed=1").succeed().out().startsWith("equal in 1 of 2 bands"));
        if (Files.isExecutable(Path.of("/usr/bin/convert"))) {
            for (String compression : List.of("None", "LZW", "Zip", "RLE")) {
                Program.command(folder, "/usr/bin/convert", "a.tif", "-compress", compression, "b.tif").succeed();
                assertEquals("equal: 400 x 250 pixels\n", juliaset("verify", "b.tif").succeed().out(), compression);
            }
        }
        byte[] cut = bytes("a.tif");
        Files.write(folder.resolve("cut.tif"), Arrays.copyOf(cut, cut.length / 2));
        Program.Result result = juliaset("verify", "cut.tif").run();
        assertEquals(1, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: cut.tif ends before what it refers to"),
                result.err());
    }

    /** With -d=cpu and in flat colours, whose counts every version has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--palette=viridis --flat | --palette=magma | -t=1024 --palette=magma --flat",
        "-m=7 | --palette=turbo --flat | -t=2 -m=7 --palette=turbo --flat",
        "-t=9 --palette=viridis --flat --palette-scale=equalised | --palette=magma"
            + " | -t=9 --palette=magma --flat --palette-scale=equalised",
        "--palette=viridis --flat --samples=3 | --samples=1 -M=90 | -M=90 --palette=viridis --flat"
    })
    void likeAnotherPictureHasOtherColours(String made, String given, String same) throws Exception {
        juliaset("-R=150", "-d=cpu", "-o=a.png").with(made.split(" ")).succeed();
        juliaset("--like=a.png", "-d=cpu", "-o=b.png").with(given.split(" ")).succeed();
        juliaset("-R=150", "-d=cpu", "-o=c.png").with(same.split(" ")).succeed();
        assertArrayEquals(bytes("c.png"), bytes("b.png"));
    }

    @Test
    void infoSaysThePaletteSoThatAShellReadsIt() throws Exception {
        String stops = "#000764,#206bcb 16%,#edffff 42%,#ffaa00 64%,#000200";
        juliaset("-R=50", "-d=cpu", "-o=a.png", "--palette=" + stops, "--flat", "--palette-scale=sqrt",
                "--palette-reverse", "--interior=#010203").succeed();
        List<String> lines = juliaset("info", "a.png").succeed().out().lines().toList();
        assertTrue(lines.contains("    palette-scale    sqrt"), lines.toString());
        assertTrue(lines.contains("    palette          " + stops), lines.toString());
        String command = lines.get(lines.size() - 1);
        assertTrue(command.contains(" '--palette=" + stops + "' --palette-scale=sqrt --palette-reverse "
                + "'--interior=#010203' --flat "), command);
        Process shell = new ProcessBuilder("sh", "-c", "juliaset() { printf '%s\\n' \"$@\"; }; " + command).start();
        String arguments = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        juliaset(arguments.lines().toArray(String[]::new)).with("-d=cpu", "-o=b.png").succeed();
        assertArrayEquals(bytes("a.png"), bytes("b.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.dzi", "a.gif", "a.bmp", "a.pgm", "a.ppm", "a.pcx"})
    void theMessageNamesAFormatWithoutMetadata(String name) {
        juliaset("-o", name, "-R=20").succeed();
        for (String[] command : new String[][] {{"info", name}, {"verify", name}, {"--like", name, "-o", "b.png"}}) {
            Program.Result result = juliaset(command).run();
            assertEquals(2, result.status());
            assertTrue(result.onlyLine().matches("juliaset: " + name
                    + " is an? .*, which cannot say how it was made: give a PNG"
                    + " or TIFF of the same picture"), result.err());
        }
    }
}
