package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.juliaset.CraftedPng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Impossible metadata, and files that are not pictures, are refused with one line. */
class CraftedPictureTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SAMPLES = 12;

    @TempDir
    Path folder;

    /** Runs a command and returns its one line; there must be nothing new in the folder. */
    private String refusal(int status, String... arguments) {
        return assertTimeout(SOON, () -> {
            List<String> before = Program.namesIn(folder);
            Program.Result result = InProcess.in(folder, arguments).run();
            String line = result.onlyLine();
            assertEquals(status, result.status(), line);
            assertEquals("", result.out());
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 127), line);
            assertEquals(before, Program.namesIn(folder));
            return line;
        });
    }

    private static CraftedPng fourByThree() {
        return CraftedPng.gray(4, 3).parameters(CraftedPng.FOUR_BY_THREE);
    }

    private static byte[] rows() {
        return new byte[SAMPLES + 3];
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "resolution=4      | resolution=999999999999 | resolution is 999999999999: ",
        "resolution=4      | resolution=-4           | resolution is -4: ",
        "resolution=4      | resolution=4.0          | Invalid value for option '--resolution': \"4.0\" is not a whole",
        "xleft=-0.4        | xleft=NaN               | xleft is NaN: ",
        "xleft=-0.4        | xleft=0.4               | xleft and xright are both 0.4: ",
        "ytop=0.3          | ytop=1e999              | ytop is Infinity: ",
        "ytop=0.3          | ytop=abc                | Invalid value for option '--ytop': \"abc\" is not a number: ",
        "real=-0.835       | real=1e76               | real is 1.0E76: ",
        "threshold=2       | threshold=0             | threshold is 0.0: ",
        "itermax=80        | itermax=-1              | itermax is -1: ",
        "itermax=80        | itermax=99999999999     | itermax is 99999999999: ",
        "itermin=5         | itermin=80              | itermin is 80 and itermax is 80: ",
        "precision=double  | precision=half          | precision is \"half\": ",
        "fast=false        | fast=perhaps            | Invalid value for option '--fast'",
        "fast=false        | output=x                | output is not known to this version: ",
        "itermin=5\\n      | ''                      | itermin is missing",
    })
    void metadataIsAsLimitedAsTheOptions(String is, String put, String message) throws IOException {
        String text = CraftedPng.FOUR_BY_THREE.replace(is.replace("\\n", "\n"), put);
        CraftedPng.file(folder, CraftedPng.gray(4, 3).parameters(text).rows(rows()).end());
        assertTrue(refusal(2, "info", "crafted.png")
                .startsWith("juliaset: crafted.png has parameters that no picture has: " + message));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "resolution=4\nresolution=4", "resolution=4\u001B[2J", "resolution=$(touch harm)", "resolution=4\r\nxleft=1",
                "",
    })
    void malformedMetadataIsRefused(String text) throws IOException {
        CraftedPng.file(folder, CraftedPng.gray(4, 3).parameters(text).rows(rows()).end());
        String message = text.startsWith("resolution=4\nres") ? "says resolution twice"
                : "has parameters that juliaset";
        assertTrue(refusal(2, "info", "crafted.png").startsWith("juliaset: crafted.png " + message));
    }

    @Test
    void aPictureThatIsNotThatOfItsParametersDiffers() throws IOException {
        CraftedPng.file(folder, fourByThree().rows(rows()).end());
        Program.Result result = InProcess.in(folder, "verify", "crafted.png").run();
        assertEquals(1, result.status());
        assertTrue(result.out().matches("differs first at column \\d, row \\d: the file has 0, computed \\d+\\n"),
                result.out());
    }

    @Test
    void aFileThatIsNoPictureOfTheProgramIsAMistakeInTheCommand() throws IOException {
        Files.writeString(folder.resolve("text.png"), "text");
        Files.createDirectory(folder.resolve("folder.png"));
        Files.write(folder.resolve("foreign.png"), CraftedPng.gray(1, 1).rows(new byte[2]).end());
        Program.command(folder, "mkfifo", "pipe.png").succeed();
        for (String[] command : new String[][] {{"info"}, {"verify"}, {"-o=new.png", "--like"}}) {
            for (String[] expected : new String[][] {
                {"none.png", "there is no file none.png"},
                {"text.png", "text.png is neither a PNG nor a TIFF"},
                {"folder.png", "folder.png is not a regular file: "},
                {"pipe.png", "pipe.png is not a regular file: "},
                {"foreign.png", "foreign.png does not say how it was made: "},
            }) {
                String[] arguments = Stream.concat(Stream.of(command), Stream.of(expected[0])).toArray(String[]::new);
                String line = refusal(2, arguments);
                assertTrue(line.startsWith("juliaset: " + expected[1]), line);
            }
        }
    }

    @Test
    void aNameThatATerminalMustNotSeeIsNotPrinted() throws IOException {
        String name = "a\u001B[31m\n.png";
        Files.write(folder.resolve(name), fourByThree().rows(rows()).end());
        String out = InProcess.in(folder, "info", name).succeed().out();
        assertTrue(out.startsWith("a?[31m?.png\n"), out);
        assertTrue(out.endsWith("-o=plot.png\n"), out);
        assertEquals("juliaset: there is no file b?[2J", refusal(2, "info", "b\u001B[2J"));
    }

    @Test
    void whatIsNotAskedForProperlyIsAMistake() throws IOException {
        InProcess.in(folder, "-R=10", "-o", "a.png").succeed();
        InProcess.in(folder, "-R=10", "-o", "a.tif").succeed();
        assertTrue(refusal(2, "verify", "a.png", "--seed=1").startsWith("juliaset: seed is given without sample: "));
        assertTrue(refusal(2, "verify", "a.png", "--sample=0").startsWith("juliaset: sample is 0: "));
        assertTrue(refusal(2, "verify", "a.png", "--threads=0").startsWith("juliaset: threads is 0: "));
        assertTrue(
                refusal(2, "verify", "a.png", "-d", "abacus").startsWith("juliaset: no device is called \"abacus\""));
        assertTrue(refusal(2, "verify").startsWith("juliaset: Missing required parameter: "));
        assertTrue(refusal(2, "info", "a.png", "a.tif").startsWith("juliaset: Unmatched argument"));
        assertTrue(refusal(2, "-R=10", "info", "a.png").contains("belongs to a render and not to a command"));
    }
}
