package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders that are interrupted and resumed. */
class ResumeIT {
    private static final int KILLS = 50;

    private static final int KILLS_OF_A_FOLDER = 10;

    /** Some two seconds on one thread, in 64 bands. */
    private static final String[] PICTURE = {
        "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-m=20", "-M=150", "-R=4001", "--threads=1", "-d=cpu"
    };

    /** About 0.25 s of work, in as many bands. */
    private static final String[] SMALL_PICTURE = {"-M=100", "-R=1900", "--threads=1", "-d=cpu"};

    @TempDir
    static Path wholes;

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    @BeforeAll
    static void renderWholePictures() throws IOException {
        picture(wholes, "x.png").succeed();
        picture(wholes, "x.npy").succeed();
        picture(wholes, "x.tif").succeed();
        picture(Files.createDirectory(wholes.resolve("dzi")), "x.dzi").succeed();
    }

    /** The program on the picture, with a checkpoint after each band. */
    private static Program picture(Path folder, String output, String... more) {
        return Program.in(folder, "-o", output)
                .with(PICTURE)
                .with(more)
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0");
    }

    private Process start(String output, String... more) {
        return start(picture(folder, output, more));
    }

    private Process start(Program program) {
        return program.start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
    }

    private void assertWhole(String output) throws IOException {
        if (output.endsWith(".dzi")) {
            assertSameFiles(wholes.resolve("dzi"));
            return;
        }
        List<String> names = output.endsWith(".npy") ? List.of(output, output + ".json") : List.of(output);
        for (String name : names) {
            assertArrayEquals(Files.readAllBytes(wholes.resolve(name)), Files.readAllBytes(folder.resolve(name)));
        }
        assertEquals(names, Program.namesIn(folder));
    }

    /** Waits until some checkpoints have been made. */
    private void awaitCheckpoints(String output, int count) throws Exception {
        awaitCheckpoints(folder.resolve(output + ".part.journal"), count);
    }

    private void awaitCheckpoints(Path journal, int count) throws Exception {
        for (int tries = 0; tries < 3000; tries++) {
            if (Files.exists(journal) && Files.readString(journal).lines().count() > count) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no checkpoint: " + Files.readString(streams.resolve("err")));
    }

    @Tag("one-jdk")
    @ParameterizedTest
    @CsvSource({"x.png, " + KILLS, "x.tif, " + KILLS, "x.dzi, " + KILLS_OF_A_FOLDER})
    void aRenderKilledAtAnyMomentIsResumedToTheSameFile(String output, int most) throws Exception {
        Random random = new Random(20261122);
        int finished = 0;
        Path whole = Files.createDirectory(wholes.resolve("small-" + output));
        long start = System.nanoTime();
        smallPicture(whole, output).succeed();
        int wholeMillis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        for (int kills = 0; kills < most; ) {
            Process process = start(smallPicture(folder, output).with("--resume"));
            boolean ended = process.waitFor(random.nextInt(wholeMillis), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            if (ended) {
                assertEquals(0, process.exitValue(), Files.readString(streams.resolve("err")));
            }
            if (ended || isFinished(output)) {
                assertSameFiles(whole);
                empty();
                finished++;
            } else {
                kills++;
            }
        }
        assertTrue(finished > 0 || most < KILLS, "it never came to the end, in " + wholeMillis + " ms");
        assertEquals(0, smallPicture(folder, output).with("--resume").run().status());
        assertSameFiles(whole);
    }

    /** Returns whether a render was killed after its picture was complete, so that there is nothing to resume. */
    private boolean isFinished(String output) {
        List<String> names = Program.namesIn(folder);
        return names.contains(output) && names.stream().noneMatch(name -> name.contains(".part"));
    }

    private static Program smallPicture(Path folder, String output) {
        return Program.in(folder, "-o", output)
                .with(SMALL_PICTURE)
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0");
    }

    private void assertSameFiles(Path expected) throws IOException {
        Map<String, byte[]> all = Pyramid.files(expected);
        Map<String, byte[]> files = Pyramid.files(folder);
        assertEquals(all.keySet(), files.keySet());
        all.forEach((name, bytes) -> assertArrayEquals(bytes, files.get(name), name));
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).filter(f -> !f.equals(folder)).toList()) {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x.png, KILL", "x.npy, KILL", "x.png, TERM", "x.npy, INT", "x.dzi, KILL", "x.dzi, TERM",
        "x.tif, KILL", "x.tif, TERM"
    })
    void aRenderResumesWhereItWasInterrupted(String output, String signal) throws Exception {
        Process process = start(output, "--keep-partial");
        awaitCheckpoints(output, 5);
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        if (!signal.equals("KILL")) {
            String kept = Files.readString(streams.resolve("err"));
            assertTrue(kept.matches("juliaset: \\d+\\.\\d % of the picture is kept in " + output
                    + "\\.part: resume it with --resume, or delete it and its journal\n"), kept);
        }
        Program.Result result = picture(folder, output, "--resume").run();
        assertEquals(0, result.status(), result.err());
        assertTrue(
                result.onlyLine().matches("juliaset: \\d+\\.\\d % of " + output + " is there already"), result.err());
        assertWhole(output);
    }

    @Tag("one-jdk")
    @Test
    void aRenderIsResumedWithAnotherNumberOfThreads() throws Exception {
        Process process = start("x.png", "--resume");
        awaitCheckpoints("x.png", 5);
        process.destroyForcibly().waitFor();
        Program other = Program.in(folder, "-o", "x.png", "--resume", "--threads=3", "-d=cpu");
        for (String option : PICTURE) {
            if (!option.startsWith("--threads") && !option.startsWith("-d")) {
                other.with(option);
            }
        }
        assertEquals(0, other.run().status());
        assertWhole("x.png");
    }

    @Tag("one-jdk")
    @Test
    void otherOptionsAreRefusedWithWhatDiffers() throws Exception {
        Process process = start("x.png", "--keep-partial");
        awaitCheckpoints("x.png", 3);
        process.destroyForcibly().waitFor();
        Program.Result other = picture(folder, "x.png", "--resume", "-t=3", "--fast").run();
        assertEquals(2, other.status());
        assertTrue(other.onlyLine().contains(
                "was begun with threshold 2 instead of 3, fast false instead of true: resume it"), other.err());
        Program.Result anew = picture(folder, "x.png").run();
        assertEquals(2, anew.status());
        assertTrue(
                anew.onlyLine().contains("resume it with --resume, or delete it and x.png.part.journal"), anew.err());
        assertEquals(0, picture(folder, "x.png", "--resume").run().status());
        assertWhole("x.png");
    }

    /** A limit on the size of files acts as a disk that is full at a chosen place. */
    @Tag("one-jdk")
    @Test
    void aFullDiskKeepsThePartialFileAndTheMessageSaysHowToResume() throws Exception {
        Program.Result full = Program.command(folder, "sh", "-c", "ulimit -f 1200; exec \"$@\"", "sh")
                .with(Program.LAUNCHER.toString(), "-o", "x.png")
                .with(PICTURE)
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0")
                .run();
        assertFullAndGoOn(full);
    }

    @Tag("one-jdk")
    @Test
    void aFullFileSystemKeepsThePartialFileAndTheMessageSaysHowToResume() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        String mount = "mount -t tmpfs -o size=20m tmpfs " + small;
        assumeTrue(new ProcessBuilder("sh", "-c", mount).start().waitFor() == 0, "no file system can be mounted here");
        try {
            Process process = picture(small, "x.png")
                    .start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
            awaitCheckpoints(small.resolve("x.png.part.journal"), 5);
            assertThrows(IOException.class, () -> fill(small.resolve("filling")));
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            Program.Result full =
                    new Program.Result(process.exitValue(), new byte[0], Files.readString(streams.resolve("err")));
            Files.delete(small.resolve("filling"));
            for (Path file : List.of(small.resolve("x.png.part"), small.resolve("x.png.part.journal"))) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            assertTrue(full.err().contains("No space left on device"), full.err());
            assertEquals(List.of("x.png.part", "x.png.part.journal"), Program.namesIn(small));
            assertEquals(0, new ProcessBuilder("umount", small.toString()).start().waitFor());
            Files.delete(small);
            assertFullAndGoOn(full);
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[1 << 12]);
            }
        }
    }

    private void assertFullAndGoOn(Program.Result full) throws IOException {
        assertEquals(1, full.status());
        List<String> lines = full.err().lines().toList();
        assertEquals(2, lines.size(), full.err());
        assertTrue(lines.get(0).contains("of the picture is kept in x.png.part: resume it with --resume"), full.err());
        assertTrue(lines.get(1).startsWith("juliaset: cannot write x.png: "), full.err());
        assertEquals(List.of("x.png.part", "x.png.part.journal"), Program.namesIn(folder));
        Program.Result rest = picture(folder, "x.png", "--resume").run();
        assertEquals(0, rest.status(), rest.err());
        assertWhole("x.png");
    }

    @Tag("one-jdk")
    @Test
    void withoutACheckpointItIsAnOrdinaryRender() throws Exception {
        picture(folder, "x.png", "--resume").succeed();
        assertWhole("x.png");
    }

    @Tag("one-jdk")
    @Test
    void aTruncatedFileIsNotTakenForComplete() throws Exception {
        byte[] whole = Files.readAllBytes(wholes.resolve("x.png"));
        Files.write(folder.resolve("x.png"), Arrays.copyOf(whole, whole.length - 1));
        Program.Result result = picture(folder, "x.png", "--resume").run();
        assertEquals(2, result.status());
        assertTrue(result.onlyLine().startsWith("juliaset: x.png is there and ends too soon"), result.err());
    }

    @Tag("one-jdk")
    @Test
    void anEmptyFileIsNotResumed() throws Exception {
        Files.createFile(folder.resolve("x.png"));
        picture(folder, "x.png", "--resume").succeed();
        assertWhole("x.png");
    }

    @Tag("one-jdk")
    @ParameterizedTest
    @ValueSource(strings = {"x.png", "x.npy", "x.dzi"})
    void theJournalHasTheOptions(String output) throws Exception {
        Process process = start(output, "--keep-partial");
        awaitCheckpoints(output, 3);
        process.destroyForcibly().waitFor();
        Program.Result other = Program.in(folder, "-o", output, "--resume", "-M=151", "-d=cpu").run();
        assertEquals(2, other.status());
        assertTrue(other.onlyLine().contains("was begun with itermax 150 instead of 151: "), other.err());
        Program.Result result = Program.in(folder, "-o", output, "--resume", "-d=cpu", "-m=20").run();
        assertEquals(0, result.status(), result.err());
        assertWhole(output);
    }

    @Tag("one-jdk")
    @Test
    void aPictureOfCountsIsResumedToTheSameFile() throws Exception {
        for (String name : List.of("x.npy", "x.npy.json")) {
            Files.copy(wholes.resolve(name), folder.resolve(name));
        }
        Program program = Program.in(folder, "color", "x.npy", "-o=x.png", "--resume", "--threads=1")
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0");
        for (int checkpoints : new int[] {3, 9, 20}) {
            Process process = start(program);
            awaitCheckpoints("x.png", checkpoints);
            process.destroyForcibly().waitFor();
        }
        Program.in(folder, "-o=y.npy", "-R=100", "-d=cpu").succeed();
        Program.Result other = Program.in(folder, "color", "y.npy", "-o=x.png", "--resume").run();
        assertEquals(2, other.status());
        String difference = "x.png.part was begun with resolution 4001 instead of 100, ";
        assertTrue(other.onlyLine().contains(difference), other.err());
        Program.Result result = program.run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().endsWith(" of x.png is there already"), result.err());
        assertArrayEquals(Files.readAllBytes(wholes.resolve("x.png")), Files.readAllBytes(folder.resolve("x.png")));
    }

    @Tag("one-jdk")
    @Test
    void aFolderThatIsRemovedEndsTheRenderSoonAndNothingIsSaidToBeKept() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Process process = start(Program.in(gone, "-o=x.png", "--keep-partial", "-R=40000", "--threads=1", "-d=cpu")
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0"));
        awaitCheckpoints(gone.resolve("x.png.part.journal"), 3);
        Files.move(gone, folder.resolve("elsewhere"));
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        assertEquals(1, process.exitValue());
        String err = Files.readString(streams.resolve("err"));
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.matches("juliaset: cannot write x\\.png: the folder .* is not there: create the folder or choose"
                + " another\n"), err);
    }
}
