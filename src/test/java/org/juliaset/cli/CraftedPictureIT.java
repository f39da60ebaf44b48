package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.juliaset.CraftedPng;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malicious files are refused with one line, within seconds and little memory. */
@Tag("one-jdk")
class CraftedPictureIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SAMPLES = 12;

    @TempDir
    Path folder;

    /** Runs a command in a heap of 64 MB and returns its one line; there must be nothing new in the folder. */
    private String refusal(int status, String... arguments) {
        return assertTimeout(SOON, () -> {
            List<String> before = Program.namesIn(folder);
            Program.Result result = Program.in(folder, arguments).env("JULIASET_JAVA_OPTS", "-Xmx64m").run();
            String line = result.onlyLine();
            assertEquals(status, result.status(), line);
            assertEquals("", result.out());
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 127), line);
            assertEquals(before, Program.namesIn(folder));
            return line;
        });
    }

    private void assertEveryCommandRefuses(int status, String message) {
        for (String[] command : new String[][] {
            {"info", "crafted.png"}, {"verify", "crafted.png"}, {"--like", "crafted.png", "-o", "new.png"}
        }) {
            String line = refusal(status, command);
            assertTrue(line.startsWith("juliaset: crafted.png " + message), line);
        }
    }

    private static CraftedPng fourByThree() {
        return CraftedPng.gray(4, 3).parameters(CraftedPng.FOUR_BY_THREE);
    }

    private static byte[] rows() {
        return new byte[SAMPLES + 3];
    }

    @Test
    void impossibleMetadataIsRefusedByEveryCommand() throws IOException {
        String text = CraftedPng.FOUR_BY_THREE.replace("xleft=-0.4", "xleft=inf");
        CraftedPng.file(folder, CraftedPng.gray(4, 3).parameters(text).rows(rows()).end());
        assertEveryCommandRefuses(2, "has parameters that no picture has: xleft is Infinity: ");
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                arguments("is 2147483647 x 2147483647 pixels and its parameters make 4 x 3: it has been changed",
                        CraftedPng.gray(Integer.MAX_VALUE, Integer.MAX_VALUE).parameters(CraftedPng.FOUR_BY_THREE)
                                .rows(rows()).end()),
                arguments("is 3 x 4 pixels and its parameters make 4 x 3",
                        CraftedPng.gray(3, 4).parameters(CraftedPng.FOUR_BY_THREE).rows(new byte[16]).end()),
                arguments("does not begin with a PNG header", new CraftedPng().header(4, 3).end()),
                arguments("has a chunk tEXt at byte 33 of 4294967295 bytes",
                        CraftedPng.gray(4, 3).chunk("tEXt", -1, 0).parameters(CraftedPng.FOUR_BY_THREE).end()),
                arguments("has more than 16777216 bytes before its pixels",
                        CraftedPng.gray(4, 3).chunk("tEXt", Integer.MAX_VALUE, 0, new byte[100]).end()),
                arguments("is damaged: a chunk tEXt at byte 33 does not have the CRC",
                        CraftedPng.gray(4, 3).chunk("tEXt", 3, 1, new byte[3]).end()),
                arguments("ends too soon, after ", fourByThree().bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedFileIsRefusedByEveryCommand(String message, byte[] bytes) throws IOException {
        CraftedPng.file(folder, bytes);
        assertEveryCommandRefuses(1, message);
    }

    static Stream<Arguments> damagedPixels() {
        byte[] hard = CraftedPng.gray(1000, 1000)
                .parameters("resolution=1000\nxleft=-2\nxright=2\nybot=-2\nytop=2\nreal=0.25\nimag=0\nthreshold=2\n"
                        + "itermin=5\nitermax=2147483646\nprecision=double\nfast=false")
                .rows(new byte[1000 * 1001 + 1])
                .end();
        return Stream.of(
                arguments("holds more than its 4 x 3 pixels", fourByThree().rows(new byte[256 << 20]).end()),
                // days of work, none of which is begun
                arguments("holds more than its 1000 x 1000 pixels", hard),
                arguments(
                        "holds fewer pixels than its 4 x 3: they end in row 2", fourByThree().rows(new byte[14]).end()),
                arguments("ends too soon, after ", fourByThree().rows(rows()).bytes()),
                arguments("goes on after its end", fourByThree().rows(rows()).chunk("IEND").chunk("IEND").bytes()),
                arguments("has row filter 5 at row 0, which no PNG has", fourByThree().rows((byte) 5, (byte) 0).end()),
                arguments("was saved again by another program: its pixels are RGB of 8 bits, and its parameters"
                                + " make gray of 8 bits",
                        new CraftedPng().header(4, 3, 8, 2, 0, 0,
                        0).parameters(CraftedPng.FOUR_BY_THREE).rows(rows()).end()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedPixels")
    void damagedPixelsAreRefusedBeforeAnythingIsComputed(String message, byte[] bytes) throws IOException {
        CraftedPng.file(folder, bytes);
        String line = refusal(1, "verify", "crafted.png");
        assertTrue(line.startsWith("juliaset: crafted.png " + message), line);
    }

    @Test
    void aPictureOfManyPixelsIsVerifiedInLittleMemory() throws IOException {
        Program.in(folder, "-R=6000", "--fast", "-o", "a.png").succeed();
        Program.Result result = Program.in(folder, "verify", "a.png").env("JULIASET_JAVA_OPTS", "-Xmx24m").run();
        assertEquals("", result.err());
        assertEquals("equal: 6000 x 3750 pixels\n", new String(result.outBytes(), StandardCharsets.UTF_8));
    }
}
