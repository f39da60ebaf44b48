package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.MisbehavingOpenCl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Renders through an OpenCL library that misbehaves as drivers of GPUs do. No picture is lost, nothing hangs longer
 * than its limit, and what went wrong is told in a line or two.
 */
@Tag("one-jdk")
class MisbehavingOpenClIT {
    private static final String[] PICTURE = {
        "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-m=20", "-M=100", "-R=2000", "--fast", "-o", "a.png"
    };

    /** So much that auto thinks of a GPU. */
    private static final String[] LARGE = {
        "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-m=20", "-M=100", "-R=10000", "--fast", "-o", "large.png"
    };

    private static final String[] FLOAT32 = {
        "--precision=float", "-r=-1", "-i=0", "-M=20000", "-R=401", "-o", "a.npy"
    };

    @TempDir
    static Path library;

    /** What is remembered of devices that work is kept from one test to the next. */
    @TempDir
    static Path sharedCache;

    @TempDir
    Path cache;

    @TempDir
    static Path expected;

    @TempDir
    Path folder;

    @TempDir
    Path streams;

    @BeforeAll
    static void renderOnTheBuiltInEngine() throws IOException {
        MisbehavingOpenCl.install(library);
        assumeTrue(Devices.ids().size() > 1, "no OpenCL device could be tested");
        Program.in(expected, PICTURE).with("-d", "cpu").succeed();
        Program.in(expected, FLOAT32).with("-d", "cpu").succeed();
        Program.in(expected, LARGE).with("-d", "cpu").succeed();
    }

    private Program with(String misbehaviour, String... arguments) {
        return Program.in(folder, arguments)
                .env("LD_LIBRARY_PATH", library.toString())
                .env("OCL_MISBEHAVE", misbehaviour)
                .env("XDG_CACHE_HOME", cache.toString())
                .env("JULIASET_JAVA_OPTS", "-Djuliaset.device.timeout.seconds=6");
    }

    private void assertRendered(String file) throws IOException {
        assertArrayEquals(Files.readAllBytes(expected.resolve(file)), Files.readAllBytes(folder.resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "gpu", "strict", "huge-allocation", "version-1.1", "no-optimiser", "no-profiling", "lost-profiling",
        "clock-stands", "gpu group=16", "gpu group=3", "gpu sides=1024,1,1", "sides=4,4,1",
        "hang=binary", "crash=binary", "gpu fail=70,-5", "gpu fail=70,-4", "gpu fail-above=40000,-4",
        "gpu fail-above=40000,-5"
    })
    void aNamedDeviceRendersInSilence(String misbehaviour) throws IOException {
        with(misbehaviour, PICTURE).with("-d", "opencl").env("XDG_CACHE_HOME", sharedCache.toString()).succeed();
        assertRendered("a.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clock-stands", "no-profiling", "gpu clock-stands", "gpu no-fp64", "gpu slow=20"})
    void launchesStayShortWhateverTheClockSays(String misbehaviour) throws IOException {
        Path log = folder.resolve("log");
        with(misbehaviour, FLOAT32).with("-d", "opencl").env("MISBEHAVE_LOG", log.toString()).succeed();
        assertRendered("a.npy");
        Matcher pauses = Pattern.compile("after (\\d+)").matcher(Files.readString(log));
        while (pauses.find()) {
            assertTrue(Long.parseLong(pauses.group(1)) < 3000, "ms between launches: " + pauses.group(1));
        }
    }

    @Test
    void aGpuIsNotWaitedForWithABusyCore() throws IOException {
        List<String> log = logOf(with("gpu spin=200", PICTURE));
        assertRendered("a.png");
        double millis = launches(log).stream().mapToDouble(launch -> 200e-6 * launch.width() * launch.height()).sum();
        double busy = numbers(log, "busy for ([\\d.]+).*").stream().mapToDouble(Double::doubleValue).sum();
        assertTrue(busy < millis / 2, busy + " ms in " + millis + " ms of launches");
    }

    /** Orbits that escape at once, so that the device itself takes no time. */
    @Test
    void aGpuThatIsDoneEarlierThanExpectedIsNoticed() throws IOException {
        List<String> log = logOf(with(
                "gpu spin=200 uneven", "-x=3", "-X=4", "-y=3", "-Y=4", "-M=100", "-R=2000", "-o", "outside.npy"));
        List<Double> late = numbers(log, "busy for .*, late by (\\d[\\d.]*)").stream().sorted().toList();
        assertTrue(late.size() > 20, late.toString());
        // a launch of 16 ms that ends at once is late by 13 ms where nothing looks at it
        assertTrue(late.get(late.size() * 3 / 4) < 8, late.toString());
    }

    /** 80,000 pixels take 160 ms however few steps are made of them. */
    @Test
    void aSlowGpuGetsFewRowsAtATime() throws IOException {
        List<Launch> launches = launches(logOf(with(
                        "gpu spin=2000", "-x=3", "-X=4", "-y=3", "-Y=3.05", "-M=2000", "-R=2000", "-o", "outside.npy")))
                .stream().filter(launch -> launch.width() == 2000).toList();
        assertTrue(launches.size() >= 20, launches.toString());
        launches.forEach(launch -> assertTrue(launch.height() <= 16, launch.toString()));
    }

    @Test
    void aColumnHasNoMoreGroupsThanDriversCount() throws IOException {
        List<Launch> launches = launches(logOf(with(
                "gpu group=1", "-x=3", "-X=4", "-y=3", "-Y=200003", "-M=10", "-R=1", "-o", "column.npy")));
        assertEquals(65_535, launches.stream().mapToLong(Launch::groupsInAColumn).max().orElseThrow());
    }

    /** All orbits of the picture repeat themselves, and launches take so long that none makes more than 120 steps. */
    @Test
    void aRepetitionIsSeenFromOneLaunchToTheNext() throws IOException {
        List<Launch> launches = launches(logOf(with(
                                "gpu spin=1000", "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-r=-1", "-i=0", "-M=6000",
                                "-R=400", "-o", "inside.npy")
                        .env("JULIASET_JAVA_OPTS", "-Djuliaset.opencl.steps=120")))
                .stream().filter(launch -> launch.width() == 400).toList();
        long pixels = launches.stream().mapToLong(launch -> launch.width() * launch.height()).sum();
        assertTrue(pixels < 6 * 400 * 400, launches.toString());
        assertTrue(pixels > 2 * 400 * 400, launches.toString());
    }

    /** What the library's log says of a launch: its sides, and how high its work-groups are. */
    private record Launch(long width, long height, long groupHeight) {
        private static final Pattern LINE = Pattern.compile("(\\d+) x (\\d+) in \\d+ x (\\d+) .*");

        long groupsInAColumn() {
            return height / groupHeight;
        }
    }

    private static List<Launch> launches(List<String> log) {
        return log.stream().map(Launch.LINE::matcher).filter(Matcher::matches)
                .map(line -> new Launch(
                        Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Long.parseLong(line.group(3))))
                .toList();
    }

    private static List<Double> numbers(List<String> log, String pattern) {
        return log.stream().map(Pattern.compile(pattern)::matcher).filter(Matcher::matches)
                .map(line -> Double.valueOf(line.group(1))).toList();
    }

    private List<String> logOf(Program program) throws IOException {
        Path log = streams.resolve("log");
        program.with("-d", "opencl").env("MISBEHAVE_LOG", log.toString()).succeed();
        return Files.readAllLines(log);
    }

    @ParameterizedTest
    @CsvSource({
        "hang=build, its driver did not answer for 6 s when the device was started",
        "hang=wait, its driver did not answer for 6 s when the device was started",
        "hang=read, its driver did not answer for 6 s when the device was started",
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
    void aDriverThatCrashesWhenItIsAskedForItsPlatformsIsPassedOver() throws IOException {
        Program.Result result = with("crash=platforms", LARGE).run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.onlyLine().contains("crashed (SIGSEGV) when it was asked for its devices"), result.err());
        assertRendered("large.png");
    }

    /** In calls that hold nothing of Java's, so that its garbage collector goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"hang=read", "hang=wait", "hang=launch"})
    void aDeviceThatHangsOnTheWayIsGivenUpAndTheProcessEnds(String misbehaviour) throws Exception {
        String told = misbehavesOnTheWay(misbehaviour);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.contains("is given up (it gave no sign of life for 6 s): no other is left, and cpu "), told);
    }

    @Test
    void aDeviceThatIsLostAndDoesNotStartAnewIsGivenUp() throws Exception {
        String told = misbehavesOnTheWay("lost=-5");
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.contains(" is given up ("), told);
    }

    /** Renders the large picture, and has the library misbehave once a part of it is there. */
    private String misbehavesOnTheWay(String misbehaviour) throws Exception {
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

    /** As AMD's GPUs before Vega do in float32. */
    @Test
    void aDeviceThatFlushesSubnormalsIsNotUsed() {
        Program.Result refused = with("options=-cl-denorms-are-zero", FLOAT32).with("-d", "opencl").run();
        assertEquals(1, refused.status(), refused.err());
        assertTrue(refused.onlyLine().contains("cannot be used: self-test failed"), refused.err());
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @Test
    void aDeviceThatDescribesNothingLeavesItsNeighbourAlone() throws IOException {
        Program program = with("first-is-silent", PICTURE).with("-d", "opencl:0.1");
        program.env("POCL_DEVICES", "pthread pthread").succeed();
        assertRendered("a.png");
    }

    @Test
    void autoLeavesAGpuThatTurnsOutToBeSlower() throws IOException {
        Program.Result result = with("gpu slow=40", LARGE).with("--stats").run();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().startsWith("device        cpu "), result.err());
        assertTrue(result.err().lines().findFirst().orElseThrow().contains(", and opencl:0.0 after "), result.err());
        assertRendered("large.png");
    }

    /** What has started before is started here; after a hang it has to show elsewhere that it does not hang. */
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
        assertTrue(here.onlyLine().endsWith("cannot be used: it gave no sign of life for 6 s"), here.err());
        Program.Result elsewhere = runs[2].run();
        assertEquals(1, elsewhere.status(), elsewhere.err());
        assertTrue(
                elsewhere.onlyLine().endsWith("its driver did not answer for 6 s when the device was started"),
                elsewhere.err());
    }

    @Test
    void autoDoesNotWaitForAGpuThatIsSlowToShowThatItWorks() throws IOException {
        for (int run = 0; run < 2; run++) {
            Program.Result result = with("gpu slow=1000", LARGE).run();
            assertEquals(0, result.status(), result.err());
            assertTrue(result.onlyLine().contains(" takes longer than 10 s"), result.err());
            assertRendered("large.png");
        }
    }

    @Test
    void aDeviceIsCalledByTheNameOfItsBoard() throws IOException {
        with("gpu amd", PICTURE).with("-d", "radeon").succeed();
        assertRendered("a.png");
    }

    @Test
    void autoTakesAGpuWithoutFloat64ForFloat32() {
        Program.Result result = with("gpu no-fp64", LARGE).with("--precision=float", "--stats").run();
        assertEquals(0, result.status(), result.err());
        assertFalse(result.err().contains("there is no GPU"), result.err());
    }
}
