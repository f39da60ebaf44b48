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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders on several devices, and in several launches: the files are those of the built-in engine. */
@Tag("one-jdk")
class SeveralDevicesIT {
    @TempDir
    Path folder;

    private static final List<String> OPEN_CL = new ArrayList<>();

    @BeforeAll
    static void findDevices(@TempDir Path anywhere) {
        Devices.rows(Devices.listing(twice(Program.in(anywhere, "devices", "--json")))).stream()
                .filter(row -> row.get("usable").getAsBoolean())
                .map(row -> row.get("id").getAsString())
                .filter(id -> !id.equals("cpu"))
                .forEach(OPEN_CL::add);
    }

    @BeforeEach
    void requireDevices() {
        assumeTrue(!OPEN_CL.isEmpty(), "no OpenCL device could be tested");
    }

    /** Two devices, where PoCL is the driver. */
    private static Program twice(Program program) {
        return program.env("POCL_DEVICES", "pthread pthread");
    }

    private void assertSameFile(String... files) throws IOException {
        byte[] first = Files.readAllBytes(folder.resolve(files[0]));
        for (String file : files) {
            assertArrayEquals(first, Files.readAllBytes(folder.resolve(file)), file);
        }
    }

    @Test
    void allDevicesTogetherWriteTheSameFile() throws IOException {
        Program.in(folder, "-R=3001", "-M=200", "-d=cpu", "-o=one.png").succeed();
        Program.Result all = twice(Program.in(folder, "-R=3001", "-M=200", "-d=all", "-o=all.png", "--stats")).run();
        assertEquals(0, all.status(), all.err());
        assertSameFile("one.png", "all.png");
        for (String id : OPEN_CL) {
            assertTrue(all.err().matches("(?s).*\n  " + id + " +\\d+\\.\\d % of the pixels\n.*"), all.err());
        }
        assertTrue(all.err().matches("(?s).*\n  cpu +\\d+\\.\\d % of the pixels\n.*"), all.err());
    }

    @Test
    void aListOfDevicesIsTakenFromTheOptionsOrTheEnvironment() throws IOException {
        Program.in(folder, "-R=1001", "-d=cpu", "-o=one.png").succeed();
        List<String> wanted = new ArrayList<>(OPEN_CL);
        wanted.add("cpu");
        Program options = twice(Program.in(folder, "-R=1001", "-o=two.png"));
        wanted.forEach(id -> options.with("-d", id));
        options.succeed();
        twice(Program.in(folder, "-R=1001", "-o=three.png"))
                .env("JULIASET_DEVICE", String.join(", ", wanted))
                .succeed();
        twice(Program.in(folder, "-R=1001", "-o=four.png", "-d", OPEN_CL.get(0), "-d", OPEN_CL.get(0))).succeed();
        assertSameFile("one.png", "two.png", "three.png", "four.png");
        Program.Result unknown = twice(Program.in(folder, "-d=cpu", "-d=nosuch")).run();
        assertEquals(2, unknown.status());
        assertTrue(unknown.onlyLine().startsWith("juliaset: no device is called \"nosuch\""), unknown.err());
    }

    /** Orbits that escape for good, that may come back, that repeat themselves, and in float32. */
    @ParameterizedTest
    @ValueSource(strings = {
        "-R=401 -M=1003", "-R=401 -M=1001 -t=1.3", "-R=401 -M=2001 -r=-1 -i=0", "-R=401 -M=121",
        "-R=401 -M=1002 --precision=float", "-R=301 -M=602 -r=0.3 -i=0.5 -t=1.1 --precision=float"
    })
    void segmentedLaunchesGiveTheSameCounts(String picture) throws IOException {
        Program.in(folder, picture.split(" ")).with("-d=cpu", "-o=one.npy").succeed();
        Program.in(folder, picture.split(" ")).with("-d", OPEN_CL.get(0), "-o=two.npy")
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.opencl.steps=120")
                .succeed();
        assertSameFile("one.npy", "two.npy");
    }

    @Test
    void aFilledInteriorAtAHighLimitIsComputedInShortLaunches() throws IOException {
        String[] picture = {"-R=1501", "-M=50000", "-r=-1", "-i=0"};
        Program.in(folder, picture).with("-d=cpu", "-o=one.npy").succeed();
        Program.in(folder, picture).with("-d", OPEN_CL.get(0), "-o=two.npy").succeed();
        assertSameFile("one.npy", "two.npy");
    }

    /**
     * Pauses longer than the time limit of a device, such as those of a debugger, a batch system or a laptop's sleep.
     */
    @Test
    void aPauseOfTheProcessCostsNoDevice(@TempDir Path streams) throws Exception {
        Process process = Program.in(
                folder, "-R=6001", "-M=3000", "-r=-1", "-i=0.05", "-t=1.9", "-d", OPEN_CL.get(0), "-o=a.npy")
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.device.timeout.seconds=4 -Djuliaset.opencl.steps=1200")
                .start(streams.resolve("out").toFile(), streams.resolve("err").toFile());
        try {
            int pauses = 0;
            for (; pauses < 3 && !process.waitFor(700, TimeUnit.MILLISECONDS); pauses++) {
                signal("STOP", process);
                Thread.sleep(5000);
                signal("CONT", process);
            }
            assertTrue(pauses > 2, "it was done before");
            Thread.sleep(1000);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals("", Files.readString(streams.resolve("err")));
    }

    private static void signal(String name, Process process) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor());
    }
}
