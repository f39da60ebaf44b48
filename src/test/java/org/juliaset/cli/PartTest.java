package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The option --part, and the command join. */
class PartTest {
    private static final String[] PICTURE = {"-R=700", "-M=90", "-d=cpu"};

    @TempDir
    Path folder;

    private InProcess part(String part, String... more) {
        return InProcess.in(folder, "-o=x.png", "--part=" + part).with(PICTURE).with(more);
    }

    private Program.Result run(String... arguments) {
        return InProcess.in(folder, arguments).run();
    }

    private byte[] whole() throws IOException {
        InProcess.in(folder, "-o=whole.png").with(PICTURE).succeed();
        byte[] whole = Files.readAllBytes(folder.resolve("whole.png"));
        Files.delete(folder.resolve("whole.png"));
        return whole;
    }

    @Test
    void partsAreMadeAndJoinedAndEachStepCanBeRepeated() throws Exception {
        byte[] whole = whole();
        for (int index : new int[] {2, 0}) {
            part(index + "/3").succeed();
            Program.Result again = part(index + "/3").run();
            assertEquals(0, again.status());
            assertEquals("juliaset: part " + index + "/3 of x.png is there", again.onlyLine());
        }
        assertEquals("1\n", InProcess.in(folder, "join", "x.png", "--missing").succeed().out());
        Program.Result lacking = run("join", "x.png");
        assertEquals(1, lacking.status());
        assertEquals("juliaset: x.png lacks parts 1 of 3, which are missing or damaged: make them, with --part K/3",
                lacking.onlyLine());
        part("1/3").succeed();
        assertEquals("\n", InProcess.in(folder, "join", "x.png", "--missing").succeed().out());
        InProcess.in(folder, "join", "x.png", "--keep-parts").succeed();
        assertArrayEquals(whole, Files.readAllBytes(folder.resolve("x.png")));
        assertEquals(List.of("x.png", "x.png.parts"), Program.namesIn(folder));
        InProcess.in(folder, "join", "x.png", "--verify=2").succeed();
        assertArrayEquals(whole, Files.readAllBytes(folder.resolve("x.png")));
        assertEquals(List.of("x.png"), Program.namesIn(folder));
        Program.Result joined = run("join", "x.png");
        assertEquals(0, joined.status());
        assertEquals("juliaset: x.png has no parts: it is complete", joined.onlyLine());
        Program.Result late = part("1/3").run();
        assertEquals(0, late.status());
        assertEquals("juliaset: x.png is complete", late.onlyLine());
        assertEquals(List.of("x.png"), Program.namesIn(folder));
        String verified = InProcess.in(folder, "verify", "x.png", "--sample=3", "--seed=1", "-d=cpu").succeed().out();
        assertTrue(verified.startsWith("equal in 3 of "), verified);
    }

    @Test
    void tasksOfAnArrayTakeTheirParts() throws Exception {
        byte[] whole = whole();
        for (int task = 1; task <= 4; task++) {
            part("auto").env("SLURM_ARRAY_TASK_ID", "" + task).env("SLURM_ARRAY_TASK_MIN", "1")
                    .env("SLURM_ARRAY_TASK_MAX", "4").env("SLURM_ARRAY_TASK_COUNT", "4").succeed();
        }
        Program.Result again = part("auto/4").env("JOB_COMPLETION_INDEX", "3").run();
        assertEquals("juliaset: part 3/4 of x.png is there", again.onlyLine());
        InProcess.in(folder, "join", "x.png").succeed();
        assertArrayEquals(whole, Files.readAllBytes(folder.resolve("x.png")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "3/3; part is 3/3: parts of 3 are numbered from 0 to 2",
        "0/0; part is of 0: give a number of parts from 1 to 100000",
        "0/200000; part is of 200000: give a number of parts from 1 to 100000",
        "3; part is \"3\": give its number from 0 and how many there are, such as 3/16, or auto",
        "-1/3; part is \"-1/3\": give its number from 0 and how many there are, such as 3/16, or auto",
        "auto/x; part is \"auto/x\": give its number from 0 and how many there are, such as 3/16, or auto",
        "auto/0; part is of 0: give a number of parts from 1 to 100000",
        "auto/4; part is auto and no variable of a scheduler is set (SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX,"
                + " AWS_BATCH_JOB_ARRAY_INDEX, BATCH_TASK_INDEX, PBS_ARRAY_INDEX, PBS_ARRAYID, SGE_TASK_ID,"
                + " LSB_JOBINDEX): give its number and how many there are, such as 3/16",
    })
    void aPartThatThereCannotBeIsRefused(String part, String message) {
        Program.Result result = part(part).run();
        assertEquals(2, result.status());
        assertEquals("juliaset: " + message, result.onlyLine());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o=x.gif", "-o=-", "--resume", "--keep-partial"})
    void whatDoesNotGoWithPartsIsRefused(String option) {
        Program.Result result = InProcess.in(folder, "--part=0/2", option).run();
        assertEquals(2, result.status());
        assertEquals(option.startsWith("-o")
                ? "juliaset: --part cannot go with output \"" + option.substring(3)
                        + "\": only .png, .npy, .dzi, .tif, .pgm, .pnm and .ppm can be made in parts"
                : "juliaset: " + option + " cannot go with --part: what is there of a part is kept and resumed,"
                        + " leave it out", result.onlyLine());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void partsOfAnotherPictureStayAsTheyAre() {
        part("1/2").succeed();
        Program.Result other = part("0/2", "-t=3", "--palette=viridis").run();
        assertEquals(2, other.status());
        assertTrue(other.onlyLine().startsWith("juliaset: x.png.parts has parts of a picture with threshold 2 instead"
                + " of 3, palette none instead of "), other.err());
        Program.Result number = part("0/3").run();
        assertEquals("juliaset: x.png.parts has parts of a picture with parts 2 instead of 3: make the others of it,"
                + " or remove the folder, or choose another name", number.onlyLine());
        assertEquals(List.of("1-of-2", "picture.txt"), Program.namesIn(folder.resolve("x.png.parts")));
    }

    @Test
    void whatIsInTheWayIsSaid() throws Exception {
        Files.createFile(folder.resolve("x.png.parts"));
        Program.Result file = part("0/2").run();
        assertEquals(2, file.status());
        assertEquals("juliaset: x.png.parts is in the way, and is no folder of parts: move it away", file.onlyLine());
        Files.delete(folder.resolve("x.png.parts"));
        assertEquals("juliaset: there is no folder x.png.parts: make parts first", run("join", "x.png").onlyLine());
        part("0/2").succeed();
        Files.writeString(folder.resolve("x.png.parts/picture.txt"), "nothing");
        for (Program.Result result : List.of(part("1/2").run(), run("join", "x.png"))) {
            assertEquals(2, result.status());
            assertEquals("juliaset: x.png.parts/picture.txt does not say what the parts beside it are: remove it, and"
                    + " it is written again with the next part", result.onlyLine());
        }
        Files.delete(folder.resolve("x.png.parts/picture.txt"));
        assertEquals("juliaset: the folder x.png.parts has no parts: make some first",
                run("join", "x.png").onlyLine());
        part("1/2").succeed();
        InProcess.in(folder, "join", "x.png").succeed();
    }

    @Test
    void aDamagedPartIsMadeAgain() throws Exception {
        byte[] whole = whole();
        part("0/2").succeed();
        part("1/2").succeed();
        Path path = folder.resolve("x.png.parts/0-of-2");
        byte[] bytes = Files.readAllBytes(path);
        bytes[5000] ^= 1;
        Files.write(path, bytes);
        assertEquals("0\n", InProcess.in(folder, "join", "x.png", "--missing").succeed().out());
        assertTrue(run("join", "x.png").onlyLine().startsWith("juliaset: x.png lacks parts 0 of 2, "));
        assertEquals(List.of("x.png.parts"), Program.namesIn(folder));
        Program.Result again = part("0/2").run();
        assertEquals(0, again.status());
        assertEquals("juliaset: part 0/2 of x.png is damaged, and is made again", again.onlyLine());
        InProcess.in(folder, "join", "x.png").succeed();
        assertArrayEquals(whole, Files.readAllBytes(folder.resolve("x.png")));
    }

    /** And what an earlier join has left of its parts. */
    @Test
    void theFolderOfPartsIsRemovedAndNotWhatALinkNames() throws Exception {
        part("0/1").succeed();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createFile(other.resolve("file"));
        Files.createSymbolicLink(folder.resolve("x.png.parts/link"), other);
        Files.createDirectory(folder.resolve("x.png.parts.gone"));
        InProcess.in(folder, "join", "x.png").succeed();
        assertEquals(List.of("other", "x.png"), Program.namesIn(folder));
        assertEquals(List.of("file"), Program.namesIn(other));
    }

    /** An unfinished file of a render is neither replaced by parts nor by what they are joined to. */
    @Test
    void anUnfinishedRenderOfTheNameIsNotLost() throws Exception {
        part("0/1").succeed();
        Files.writeString(folder.resolve("x.png.part"), "something");
        for (Program.Result result : List.of(part("0/2", "-o=x.png").run(), run("join", "x.png"))) {
            assertEquals(2, result.status());
        }
        assertEquals("juliaset: x.png.part is in the way, and of no render that can be resumed: move it away",
                run("join", "x.png").onlyLine());
        assertEquals(List.of("x.png.part", "x.png.parts"), Program.namesIn(folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "--missing --verify=2; --missing and --verify are both given: give one of them",
        "--missing --keep-parts; --missing and --keep-parts are both given: give one of them",
        "--keep-parts; --keep-parts cannot go with a .dzi: its tiles become those of the picture, leave it out",
        "--verify=0; verify is 0: give a whole number from 1 to 100000",
    })
    void whatDoesNotGoWithAJoinIsRefused(String options, String message) {
        InProcess.in(folder, "-o=x.dzi", "--part=0/1", "-R=100", "-d=cpu").succeed();
        Program.Result result = InProcess.in(folder, "join", "x.dzi").with(options.split(" ")).run();
        assertEquals(2, result.status());
        assertEquals("juliaset: " + message, result.onlyLine());
    }

    @Test
    void aDryRunSaysWhatThePartAndThePictureComeTo() throws Exception {
        String said = part("1/4", "--dry-run").succeed().out();
        for (String line : List.of("picture +700 x 438 pixels.*", "memory +about .*", "file +about .* as PNG",
                "time +about .*", "part +1/4: rows \\d+ to \\d+, \\d+ of 5 bands, \\d+\\.\\d % of the work",
                "  file +about .* in .*x.png.parts", "  time +about .*")) {
            assertTrue(said.lines().anyMatch(found -> found.matches(line)), line + " in " + said);
        }
        JsonNode json = new ObjectMapper().readTree(part("1/4", "--dry-run", "--json").succeed().out());
        JsonNode part = json.get("part");
        assertEquals(1, part.get("index").asInt());
        assertEquals(4, part.get("count").asInt());
        assertTrue(part.get("firstRow").asLong() > 0 && part.get("endRow").asLong() > part.get("firstRow").asLong());
        assertTrue(part.get("work").asDouble() > 0 && part.get("work").asDouble() < 1);
        assertTrue(part.get("seconds").asDouble() <= json.get("seconds").asDouble());
        assertTrue(part.get("fileBytes").asLong() < json.get("fileBytes").asLong());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void statisticsAreThoseOfThePart() throws Exception {
        JsonNode json = new ObjectMapper().readTree(part("0/2", "--stats", "--json").succeed().out());
        String head = new String(Files.readAllBytes(folder.resolve("x.png.parts/0-of-2")), 0, 4096);
        assertTrue(head.contains("\niterations=" + String.format("%019d", json.get("iterations").asLong()) + "\n"));
        assertTrue(head.contains("\nbytes=" + String.format("%019d", json.get("bytes").asLong()) + "\n"), head);
    }
}
