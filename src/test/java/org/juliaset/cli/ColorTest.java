package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that say how they were made, and pictures that are made of them. */
class ColorTest {
    private static final String[] SCENE = {
        "-R=420", "-x=-0.4", "-X=0.4", "-y=-0.4", "-Y=0.4", "-r=-0.12", "-i=0.74", "-t=100", "-M=300", "-d=cpu"
    };

    @TempDir
    Path folder;

    private InProcess render(String... more) {
        return InProcess.in(folder, SCENE).with(more);
    }

    private InProcess color(String... more) {
        return InProcess.in(folder, "color", "c.npy").with(more);
    }

    private Path counts(String... more) {
        render("-o=c.npy").with(more).succeed();
        return folder.resolve("c.npy.json");
    }

    private void assertSame(String name, String other) throws IOException {
        assertArrayEquals(Files.readAllBytes(folder.resolve(name)), Files.readAllBytes(folder.resolve(other)), other);
    }

    private void assertRefused(int status, String message, InProcess command) throws IOException {
        Map<String, byte[]> before = Pyramid.files(folder);
        Program.Result result = command.run();
        assertEquals(status, result.status(), result.err());
        assertTrue(result.onlyLine().startsWith("juliaset: " + message), result.err());
        Map<String, byte[]> after = Pyramid.files(folder);
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-o=a.png", "-o=a.png --fast -m=20", "-o=a.png --depth=16", "-o=a.tif", "-o=a.gif", "-o=a.pgm",
        "-o=a.png --palette=viridis --flat", "-o=a.png --palette=magma --flat --palette-scale=equalised -m=3",
        "-o=a.png --palette=#000,#fff --flat --palette-period=7.5 --palette-offset=0.25 --interior=navy"
    })
    void aPictureOfCountsIsTheFileThatARenderMakes(String options) throws Exception {
        counts("-m=9");
        color(options.split(" ")).succeed();
        String name = options.replaceFirst("-o=(\\S+).*", "$1");
        Files.move(folder.resolve(name), folder.resolve("colored"));
        render("-m=9").with(options.split(" ")).succeed();
        assertSame("colored", name);
    }

    @ParameterizedTest
    @CsvSource({"2, -o=a.png", "3, -o=a.png --palette=turbo --flat -m=2", "5, -o=a.png --depth=16"})
    void moreCountsThanPixelsAreSamples(int perSide, String options) throws Exception {
        counts();
        color("--samples=" + perSide).with(options.split(" ")).succeed();
        Files.move(folder.resolve("a.png"), folder.resolve("colored"));
        render("-R=" + 420 / perSide, "--samples=" + perSide).with(options.split(" ")).succeed();
        assertSame("colored", "a.png");
    }

    @Test
    void aHeightThatDoesNotFollowFromTheRegionIsThatOfTheCounts() throws Exception {
        counts("--height=210");
        color("--samples=3", "--dpi=150", "-o=a.png").succeed();
        Files.move(folder.resolve("a.png"), folder.resolve("colored"));
        render("-R=140", "--height=70", "--samples=3", "--dpi=150", "-o=a.png").succeed();
        assertSame("colored", "a.png");
    }

    @Test
    void aPictureGoesToStandardOutputAndTheOtherSpellingDoesTheSame() throws Exception {
        counts();
        color("-o=a.png").succeed();
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a.png")),
                InProcess.in(folder, "colour", "c.npy", "-o=-").succeed().outBytes());
    }

    @Test
    void theParametersLieBesideTheCounts() throws Exception {
        Path json = counts("-m=9");
        JsonObject object = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertTrue(object.get("program").getAsString().startsWith("juliaset "), object.toString());
        JsonObject parameters = object.getAsJsonObject("parameters");
        assertEquals("-0.4", parameters.get("xleft").getAsString());
        assertEquals("9", parameters.get("itermin").getAsString());
        String info = InProcess.in(folder, "info", "c.npy").succeed().out();
        assertTrue(info.contains(" NPY\n") && info.endsWith(" -m=9 -M=300 --precision=double -o=c.npy\n"), info);
        counts("-m=10", "-R=50");
        assertTrue(Files.readString(json).contains("\"resolution\": \"50\""));
        assertEquals(List.of("c.npy", "c.npy.json"), Program.namesIn(folder));
    }

    @Test
    void countsAreRenderedAgainWithLike() throws Exception {
        counts("-m=9");
        InProcess.in(folder, "--like=c.npy", "-d=cpu", "-o=a.png").succeed();
        render("-m=9", "-o=b.png").succeed();
        assertSame("a.png", "b.png");
    }

    @Test
    void countsThatAreCompleteAreKnownByTheirParameters() throws Exception {
        counts();
        assertEquals("juliaset: c.npy is complete", render("-o=c.npy", "--resume").run().onlyLine());
        assertEquals("juliaset: c.npy is complete", InProcess.in(folder, "-o=c.npy", "--resume").run().onlyLine());
        assertRefused(2, "c.npy is there and was made with itermax 300 instead of 301: ",
                render("-o=c.npy", "-M=301", "--resume"));
        byte[] bytes = Files.readAllBytes(folder.resolve("c.npy"));
        Files.write(folder.resolve("c.npy"), Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(2, "c.npy is there and is cut off, or goes on after its end: ", render("-o=c.npy", "--resume"));
    }

    @Test
    void aFinishedPictureOfCountsIsNotMadeAgain() throws Exception {
        counts();
        color("-o=a.png", "-m=7").succeed();
        assertEquals("juliaset: a.png is complete", color("-o=a.png", "--resume").run().onlyLine());
        assertRefused(2, "a.png is there and was made with itermin 7 instead of 8: ",
                color("-o=a.png", "--resume", "-m=8"));
    }

    @Test
    void anotherFileInThePlaceOfTheParametersIsNotReplaced() throws Exception {
        Files.writeString(folder.resolve("c.npy.json"), "{\"mine\": [1, 2]}");
        assertRefused(2, "c.npy.json is there and does not have the parameters of an older c.npy: remove it,",
                render("-o=c.npy"));
        Files.delete(folder.resolve("c.npy.json"));
        Files.createDirectory(folder.resolve("c.npy.json"));
        assertRefused(2, "c.npy.json is there and does not have", render("-o=c.npy"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--palette=viridis | palette is given and .npy holds counts, not colours: leave it out, with --smooth for",
        "--samples=2 | samples is 2 and .npy holds one count a pixel: leave it out, and raise --resolution that many",
        "--depth=16 | depth is 16 and .npy holds counts, of as many bits as they need: leave it out"
    })
    void countsAreNeitherColouredNorAveraged(String option, String message) throws Exception {
        assertRefused(2, message, render(option, "-o=c.npy"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--palette=viridis | c.npy has plain counts, and a palette takes smooth ones: add --flat for bands",
        "--samples=8 | samples is 8 and c.npy has 420 x 420 counts: give a number that divides both",
        "-o=x.npy | output \"x.npy\" would hold counts, as c.npy does: give a picture",
        "--flat | flat is given without palette: choose a palette, or leave it out",
        "-m=300 | itermin is 300",
        "-R=10 | Unknown option: '-R=10'",
        "--resume -o=a.gif | --resume cannot go with output \"a.gif\": "
    })
    void whatCountsCannotBecomeIsSaid(String options, String message) throws Exception {
        counts();
        assertRefused(2, message, color(options.split(" ")));
    }

    @Test
    void onlyCountsAreColoured() throws Exception {
        render("-o=a.png").succeed();
        assertRefused(2, "a.png is a PNG and holds no counts: give an .npy, or render it again with --like",
                InProcess.in(folder, "color", "a.png", "-o=b.png"));
        assertRefused(2, "there is no file c.npy", color());
        counts();
        assertRefused(2, "c.npy holds counts, which verify does not compare: give a PNG or TIFF of the same picture",
                InProcess.in(folder, "verify", "c.npy"));
    }

    /** Texts in place of the parameters' file, or changes of it: FROM -> TO. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | 2 | c.npy has a .json beside it that is no JSON object of texts for program and parameters",
        "[] | 2 | c.npy has a .json beside it that is no JSON object",
        "{} | 2 | c.npy has a .json beside it that does not say how it was made",
        "{\"parameters\": {\"itermax\": 300}} | 2 | c.npy has a .json beside it that is no JSON object",
        "{\"parameters\": {\"xleft\": \"1\"}} | 2 | c.npy has parameters that no picture has: resolution is missing",
        "{\"parameters\": {\"x\\nleft\": \"1\"}} | 2 | c.npy has a .json beside it that has parameters that juliaset",
        "{\"parameters\": {}} {} | 2 | c.npy has a .json beside it that is no JSON object",
        "\"300\" -> \"500\" | 0 | ",
        "\"300\" -> \"200\" | 1 | c.npy has 420 x 420 numbers of 2 bytes, and its parameters make 420 x 420 of 1",
        "\"300\" -> \"280\" | 1 | c.npy has 300 at column",
        "\"300\" -> \"70000\" | 1 | c.npy has 420 x 420 numbers of 2 bytes, and its parameters make 420 x 420 of 4",
        "\"420\" -> \"430\" | 1 | c.npy is 420 x 420 pixels and its parameters make 430 x 430: it has been changed",
        "\"5\" -> \"300\" | 2 | c.npy has parameters that no picture has: itermin is 300",
        "\"fast\" -> \"samples\":\"2\",\"fast\" | 2 | c.npy has parameters that no picture has: samples is 2 and",
        "\"fast\" -> \"speed\" | 2 | c.npy has parameters that no picture has: speed is not known to this version"
    })
    void parametersThatWereChangedAreRefused(String change, int status, String message) throws Exception {
        Path json = counts();
        String[] fromTo = change.split(" -> ");
        Files.writeString(json, fromTo.length == 1 ? change : Files.readString(json).replace(fromTo[0], fromTo[1]));
        if (status == 0) {
            color("-o=a.png").succeed();
        } else {
            assertRefused(status, message, color("-o=a.png"));
        }
    }

    @Test
    void countsWithoutTheirParametersAreRefused() throws Exception {
        Files.delete(counts());
        assertRefused(2, "c.npy does not say how it was made: the file of its name and .json, which says it, is not"
                + " beside it", color("-o=a.png"));
    }

    /** Whatever a byte of the two files is, there is one line or a picture. */
    @Test
    void damagedFilesGiveOneLine() throws Exception {
        Path json = counts("-R=20");
        Path array = folder.resolve("c.npy");
        Random random = new Random(18);
        for (Path file : List.of(json, array)) {
            byte[] whole = Files.readAllBytes(file);
            for (int k = 0; k < 150; k++) {
                byte[] damaged = k % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
                if (damaged.length > 0) {
                    damaged[random.nextInt(Math.min(damaged.length, 300))] = (byte) random.nextInt(256);
                }
                Files.write(file, damaged);
                Program.Result result = color("-o=a.png", "--threads=1").run();
                assertTrue(result.status() <= 2, result.err());
                assertEquals(result.status() == 0 ? 0 : 1, result.err().lines().count(), result.err());
                assertFalse(result.err().contains("internal error"), result.err());
            }
            Files.write(file, whole);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.filter(file -> file.toString().contains(".part")).toList());
        }
    }
}
