package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that crash or hang: when devices are listed, when one starts, and later. */
class MisbehavingDriversIT extends MisbehavingOpenClRuns {
    @ParameterizedTest
    @CsvSource({
        "hang=build, its driver did not answer for 15 s when the device was started",
        "hang=wait, its driver did not answer for 15 s when the device was started",
        "hang=read, its driver did not answer for 15 s when the device was started",
        "crash=build, its driver crashed (SIGSEGV) when the device was started",
        "crash=launch, its driver crashed (SIGSEGV) when the device was started",
        "gpu no-fp64, it has no float64 arithmetic: ",
    })
    void aNamedDeviceThatCannotStartIsOneLine(String misbehaviour, String reason) {
        for (int run = 0; run < 2; run++) {
            Program.Result result = with(misbehaviour, PICTURE).with("-d", "opencl:0.0").run();
            assertEquals(1, result.status(), result.err());
            assertTrue(result.onlyLine().contains(" cannot be used: " + reason), result.err());
        }
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu hang=build", "gpu hang=wait", "gpu crash=build", "gpu crash=launch"})
    void autoPassesOverAGpuThatCannotStart(String misbehaviour) throws IOException {
        Program.Result result = with(misbehaviour, LARGE).run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().startsWith("juliaset: opencl:0.0 ("), result.err());
        assertRendered("large.png");
    }

    @Test
    void aDriverThatCrashesWhenItListsPlatformsIsPassedOver() throws IOException {
        Program.Result result = with("crash=platforms", LARGE).run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().contains("crashed (SIGSEGV) when it was asked for its devices"), result.err());
        assertRendered("large.png");
    }

    /** The device hangs in calls that pin no Java arrays, so that the garbage collector can run. */
    @ParameterizedTest
    @ValueSource(strings = {"hang=read", "hang=wait", "hang=launch"})
    void aDeviceThatHangsDuringARenderIsGivenUpAndTheProcessEnds(String misbehaviour) throws Exception {
        String told = misbehavesDuringARender(misbehaviour);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.contains("is given up (it gave no sign of life for 15 s): no other is left, and cpu "), told);
    }

    @Test
    void aDeviceThatIsLostAndDoesNotStartAgainIsGivenUp() throws Exception {
        String told = misbehavesDuringARender("lost=-5");
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.contains(" is given up ("), told);
    }

    /** Renders the large picture, makes the library misbehave once a part is written, and returns standard error. */
    private String misbehavesDuringARender(String misbehaviour) throws Exception {
        Path when = streams.resolve("when");
        Path err = streams.resolve("err");
        Process process = with(misbehaviour, LARGE).with("-d", "opencl").env("MISBEHAVE_WHEN", when.toString())
                .start(streams.resolve("out").toFile(), err.toFile());
        try {
            Path part = folder.resolve("large.png.part");
            for (int tries = 0; tries < 6000 && process.isAlive()
                    && (!Files.exists(part) || Files.size(part) < 100_000); tries++) {
                Thread.sleep(10);
            }
            Files.createFile(when);
            assertTrue(process.waitFor(100, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Files.readString(err));
        assertRendered("large.png");
        return Files.readString(err);
    }

    /**
     * A device that has started before is started in the process; after a hang, a child process must start it first.
     */
    @Test
    void aStartThatHangsIsNotTrustedTheNextTime() throws IOException {
        Path when = streams.resolve("when");
        Program[] runs = new Program[3];
        for (int run = 0; run < runs.length; run++) {
            runs[run] = with("hang=wait", PICTURE).with("-d", "opencl").env("MISBEHAVE_WHEN", when.toString());
        }
        runs[0].succeed();
        Files.createFile(when);
        Program.Result here = runs[1].run();
        assertEquals(1, here.status(), here.err());
        assertTrue(here.onlyLine().endsWith("cannot be used: it gave no sign of life for 15 s"), here.err());
        Program.Result elsewhere = runs[2].run();
        assertEquals(1, elsewhere.status(), elsewhere.err());
        assertTrue(
                elsewhere.onlyLine().endsWith("its driver did not answer for 15 s when the device was started"),
                elsewhere.err());
    }

    @Test
    void autoDoesNotWaitForAGpuWhoseFirstStartIsSlow() throws IOException {
        for (int run = 0; run < 2; run++) {
            Program.Result result = with("gpu slow=1000", LARGE).run();
            assertEquals(0, result.status(), result.err());
            assertTrue(result.onlyLine().contains(" takes longer than 10 s"), result.err());
            assertRendered("large.png");
        }
    }
}
