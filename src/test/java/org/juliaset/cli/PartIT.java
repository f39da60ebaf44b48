package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.juliaset.NativeSource;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that processes make, are killed at, and make at the same time as others. */
@Tag("one-jdk")
class PartIT {
    private static final int PARTS = 3;

    /** Some two seconds on one thread, in 64 bands. */
    private static final String[] PICTURE = {
        "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-m=20", "-M=150", "-R=4001", "--threads=1"
    };

    @TempDir
    static Path wholes;

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    @BeforeAll
    static void renderWholePictures() throws IOException {
        for (String name : List.of("x.png", "x.tif", "x.dzi")) {
            Program.in(Files.createDirectory(wholes.resolve(name)), "-o", name, "-d=cpu").with(PICTURE).succeed();
        }
    }

    /** The program on a part, with a checkpoint after each band. */
    private Program part(String output, int index, String... more) {
        return Program.in(folder, "-o", output, "--part=" + index + "/" + PARTS)
                .with(PICTURE)
                .with(more)
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0");
    }

    private Process start(Program program, String streamName) {
        return program.start(streams.resolve("out").toFile(), streams.resolve(streamName).toFile());
    }

    private void assertIsWhole(String output) throws IOException {
        Map<String, byte[]> expected = Pyramid.files(wholes.resolve(output));
        Map<String, byte[]> found = Pyramid.files(folder);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }

    /** Two at a time at the same part, on two devices where there are so many, killed at any moment. */
    @ParameterizedTest
    @ValueSource(strings = {"x.png", "x.tif", "x.dzi"})
    void processesThatAreKilledAtAPartLeaveItToOthers(String output) throws Exception {
        Random random = new Random(output.hashCode());
        List<String> devices = Devices.ids();
        int kills = 0;
        for (int index = 0; index < PARTS; index++) {
            Path part = folder.resolve(output + ".parts/" + index + "-of-" + PARTS);
            while (!Files.exists(part)) {
                List<Process> makers = new ArrayList<>();
                for (int maker = 0; maker < 2; maker++) {
                    String device = devices.get(random.nextInt(devices.size()));
                    makers.add(start(part(output, index, "-d=" + device), "err" + maker));
                }
                boolean isEnded = makers.get(0).waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS);
                makers.get(0).destroyForcibly().waitFor();
                kills += isEnded ? 0 : 1;
                if (random.nextBoolean()) {
                    makers.get(1).destroy();
                }
                assertTrue(makers.get(1).waitFor(60, TimeUnit.SECONDS), "it goes on");
                int status = makers.get(1).exitValue();
                assertTrue(status == 0 || status == 143, Files.readString(streams.resolve("err1")));
            }
            Program.Result there = part(output, index, "-d=cpu").run();
            assertEquals(0, there.status(), there.err());
            assertEquals("juliaset: part " + index + "/" + PARTS + " of " + output + " is there", there.onlyLine());
        }
        assertTrue(kills > 0, "none was killed");
        Program.in(folder, "join", output).succeed();
        assertIsWhole(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.png", "x.dzi"})
    void aPartThatIsTerminatedIsResumedByTheSameCommand(String output) throws Exception {
        Process process = start(part(output, 1, "-d=cpu"), "err");
        awaitCheckpoints(folder.resolve(output + ".parts"), 5);
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on");
        assertEquals(143, process.exitValue());
        String kept = Files.readString(streams.resolve("err"));
        assertTrue(kept.matches("juliaset: \\d+\\.\\d % of part 1/3 of " + output
                + " is kept: the same command resumes it\n"), kept);
        Program.Result rest = part(output, 1, "-d=cpu").run();
        assertEquals(0, rest.status(), rest.err());
        assertTrue(rest.onlyLine().matches("juliaset: \\d+\\.\\d % of part 1/3 of " + output
                + " is there already"), rest.err());
        assertEquals("0,2\n", Program.in(folder, "join", "--missing", output).succeed().out());
        part(output, 0, "-d=cpu").succeed();
        part(output, 2, "-d=cpu").succeed();
        Program.in(folder, "join", output, "--verify=1", "-d=cpu").succeed();
        assertIsWhole(output);
    }

    private static void awaitCheckpoints(Path parts, int count) throws Exception {
        for (int tries = 0; tries < 3000; tries++) {
            for (String name : Files.isDirectory(parts) ? Program.namesIn(parts) : List.<String>of()) {
                if (name.endsWith(".journal")
                        && Files.readString(parts.resolve(name)).lines().count() > count) {
                    return;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no checkpoint");
    }

    /** A limit on the size of files acts as a disk that is full at a chosen place. */
    @Test
    void aFullDiskKeepsWhatIsThereOfAPart() throws Exception {
        Program.Result full = Program.command(folder, "sh", "-c", "ulimit -f 300; exec \"$@\"", "sh")
                .with(Program.LAUNCHER.toString(), "-o", "x.png", "--part=1/3", "-d=cpu")
                .with(PICTURE)
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.checkpoint.millis=0")
                .run();
        assertEquals(1, full.status(), full.err());
        List<String> lines = full.err().lines().toList();
        assertEquals(2, lines.size(), full.err());
        assertTrue(lines.get(0).matches("juliaset: \\d+\\.\\d % of part 1/3 of x.png is kept: the same command resumes"
                + " it"), full.err());
        assertTrue(lines.get(1).startsWith("juliaset: cannot write part 1/3 of x.png: File too large"), full.err());
        for (int index : new int[] {1, 0, 2}) {
            assertEquals(0, part("x.png", index, "-d=cpu").run().status());
        }
        Program.Result small = Program.command(folder, "sh", "-c", "ulimit -f 900; exec \"$@\"", "sh")
                .with(Program.LAUNCHER.toString(), "join", "x.png")
                .run();
        assertEquals(1, small.status(), small.err());
        assertTrue(small.onlyLine().startsWith("juliaset: cannot write x.png: File too large"), small.err());
        assertEquals(List.of("x.png.parts"), Program.namesIn(folder));
        Program.in(folder, "join", "x.png").succeed();
        assertIsWhole("x.png");
    }

    @Test
    void progressIsThatOfThePart() throws Exception {
        Program.Result result = part("x.png", 0, "-d=cpu", "--progress").run();
        assertEquals(0, result.status(), result.err());
        String last = result.err().lines().reduce((first, second) -> second).orElseThrow();
        assertTrue(last.matches("juliaset: part 0/3 100% of 5\\.\\d Mpx .*"), result.err());
    }

    @Test
    void withoutLocksPartsAreMadeAndResumed() throws Exception {
        Path library = streams.resolve("no-locks.so");
        NativeSource.compile("no-locks.c", library, "-ldl");
        Process process = start(part("x.png", 1, "-d=cpu").env("LD_PRELOAD", library.toString()), "err");
        awaitCheckpoints(folder.resolve("x.png.parts"), 5);
        process.destroyForcibly().waitFor();
        Program.Result rest = part("x.png", 1, "-d=cpu").env("LD_PRELOAD", library.toString()).run();
        assertEquals(0, rest.status(), rest.err());
        assertTrue(rest.onlyLine().endsWith(" of part 1/3 of x.png is there already"), rest.err());
        for (int index : new int[] {0, 2}) {
            part("x.png", index, "-d=cpu").env("LD_PRELOAD", library.toString()).succeed();
        }
        Program.in(folder, "join", "x.png").env("LD_PRELOAD", library.toString()).succeed();
        assertIsWhole("x.png");
    }

    /** A process loses its file to another that finds it unlocked; the part is whole all the same. */
    @Test
    void withoutLocksAPartThatIsTakenFromAProcessIsWhole() throws Exception {
        Path library = streams.resolve("no-locks.so");
        NativeSource.compile("no-locks.c", library, "-ldl");
        Process first = start(part("x.tif", 1, "-d=cpu").env("LD_PRELOAD", library.toString()), "err");
        awaitCheckpoints(folder.resolve("x.tif.parts"), 3);
        Program.Result second = part("x.tif", 1, "-d=cpu").env("LD_PRELOAD", library.toString()).run();
        assertEquals(0, second.status(), second.err());
        assertTrue(first.waitFor(60, TimeUnit.SECONDS), "it goes on");
        assertTrue(second.err().contains(" is there already"), second.err());
        assertEquals(1, first.exitValue());
        String failure = Files.readString(streams.resolve("err"));
        assertTrue(failure.startsWith("juliaset: cannot write part 1/3 of x.tif: the unfinished file or its journal was"
                + " removed meanwhile"), failure);
        for (int index : new int[] {0, 2}) {
            part("x.tif", index, "-d=cpu").succeed();
        }
        Program.in(folder, "join", "x.tif").succeed();
        assertIsWhole("x.tif");
    }

    /** As tasks of a scheduler do that are given one device each. */
    @Test
    void eachPartTakesTheDeviceOfItsIndex() throws Exception {
        List<String> devices = Devices.usableIds(Devices.listing(
                Program.in(folder, "devices", "--json").env("POCL_DEVICES", "pthread pthread")));
        assumeTrue(devices.contains("opencl:0.1"), "no two OpenCL devices are here");
        for (int index = 0; index < PARTS; index++) {
            String device = "opencl:0." + index % 2;
            Program.Result result = part("x.png", index, "-d=" + device, "--stats")
                    .env("POCL_DEVICES", "pthread pthread").run();
            assertEquals(0, result.status(), result.err());
            assertTrue(result.err().startsWith("device        " + device + " ("), result.err());
        }
        Program.in(folder, "join", "x.png").succeed();
        assertIsWhole("x.png");
    }

    /** The place where a file system is mounted cannot be renamed or removed. */
    @Test
    void aFileIsCompleteAlsoWhereItsPartsCannotBeRemoved() throws Exception {
        Path parts = Files.createDirectory(folder.resolve("x.png.parts"));
        String mount = "mount -t tmpfs -o size=20m tmpfs " + parts;
        assumeTrue(new ProcessBuilder("sh", "-c", mount).start().waitFor() == 0, "no file system can be mounted here");
        try {
            for (int index = 0; index < PARTS; index++) {
                part("x.png", index, "-d=cpu").succeed();
            }
            Program.Result result = Program.in(folder, "join", "x.png").run();
            assertEquals(0, result.status());
            assertTrue(result.onlyLine().startsWith("juliaset: x.png is complete, and its parts could not be removed: "
                    + "Device or resource busy: remove what is left of them in x.png.parts or "), result.err());
            assertEquals(List.of("x.png", "x.png.parts"), Program.namesIn(folder));
        } finally {
            new ProcessBuilder("umount", parts.toString()).start().waitFor();
        }
        Files.delete(parts);
        assertIsWhole("x.png");
    }
}
