package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes and times of launches, from the log of the library. */
class MisbehavingLaunchesIT extends MisbehavingOpenClRuns {
    @ParameterizedTest
    @ValueSource(strings = {"clock-stands", "no-profiling", "gpu clock-stands", "gpu no-fp64", "gpu slow=20"})
    void launchesStayShortWhateverTheClockSays(String misbehaviour) throws IOException {
        Path log = folder.resolve("log");
        with(misbehaviour, FLOAT32).with("-d", "opencl").env("MISBEHAVE_LOG", log.toString()).succeed();
        assertRendered("a.npy");
        Matcher pauses = Pattern.compile("after (\\d+)").matcher(Files.readString(log));
        while (pauses.find()) {
            assertTrue(Long.parseLong(pauses.group(1)) < 10_000, "ms between launches: " + pauses.group(1));
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
        // without checks, a launch of an expected 16 ms that ends at once would be noticed 13 ms late
        assertTrue(late.get(late.size() * 3 / 4) < 8, late.toString());
    }

    /** 80,000 pixels take 160 ms, however few steps a launch makes. */
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

    /** All orbits of the picture end in cycles, and each launch makes at most 120 steps. */
    @Test
    void aCycleIsDetectedAcrossLaunches() throws IOException {
        List<Launch> launches = launches(logOf(with(
                                "gpu spin=1000", "-x=-0.1", "-X=0.1", "-y=-0.1", "-Y=0.1", "-r=-1", "-i=0", "-M=6000",
                                "-R=400", "-o", "inside.npy")
                        .env("JULIASET_JAVA_OPTS", "-Djuliaset.opencl.steps=120")))
                .stream().filter(launch -> launch.width() == 400).toList();
        long pixels = launches.stream().mapToLong(launch -> launch.width() * launch.height()).sum();
        assertTrue(pixels < 6 * 400 * 400, launches.toString());
        assertTrue(pixels > 2 * 400 * 400, launches.toString());
    }

    /** A launch in the log of the library: its sides, and the height of its work-groups. */
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
}
