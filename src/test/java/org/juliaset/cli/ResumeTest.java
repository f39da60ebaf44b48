package org.juliaset.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.juliaset.CraftedPng;
import org.juliaset.Pyramid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of --resume about existing files. */
class ResumeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--resume", "--keep-partial"})
    void aFormatThatDoesNotStreamIsRefused(String option) {
        for (String output : List.of("x.gif", "-")) {
            Program.Result result = InProcess.in(folder, "-o", output, option).run();
            assertEquals(2, result.status());
            assertEquals(
                    "juliaset: " + option + " cannot go with output \"" + output
                            + "\": only .png, .npy, .dzi, .tif, .pgm, .pnm and .ppm can be resumed",
                    result.onlyLine());
        }
        assertEquals(List.of(), Program.namesIn(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.png", "x.tif"})
    void aFinishedPictureIsCompleteAndStaysAsItIs(String output) throws Exception {
        String[] options = {"-R=300", "-M=90", "--fast"};
        InProcess.in(folder, "-o", output).with(options).succeed();
        Path file = folder.resolve(output);
        byte[] bytes = Files.readAllBytes(file);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, longAgo);
        for (String[] more : new String[][] {options, {}, {"-R=300"}, {"--dry-run"}}) {
            Program.Result result = InProcess.in(folder, "-o", output, "--resume").with(more).run();
            assertEquals(0, result.status(), result.err());
            assertEquals("juliaset: " + output + " is complete", result.onlyLine());
        }
        Program.Result other = InProcess.in(folder, "-o", output, "--resume", "-R=301", "-t=3").run();
        assertEquals(2, other.status());
        assertTrue(other.onlyLine().startsWith("juliaset: " + output + " is there and was made with resolution 300"
                + " instead of 301,"
                + " threshold 2 instead of 3: "), other.err());
        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertEquals(longAgo, Files.getLastModifiedTime(file));
        assertEquals(List.of(output), Program.namesIn(folder));
    }

    @Test
    void aFileOfAnotherFormatIsNotReplacedByAResume() throws Exception {
        InProcess.in(folder, "-o", "a.png", "-R=50").succeed();
        Files.move(folder.resolve("a.png"), folder.resolve("x.tif"));
        Program.Result result = InProcess.in(folder, "-o", "x.tif", "--resume", "-R=50").run();
        assertEquals(2, result.status(), result.err());
        assertEquals("juliaset: x.tif is there and is a PNG: to replace it leave out --resume, or choose another name",
                result.onlyLine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.dzi", "x.png"})
    void aFileWithoutMetadataIsNotReplacedByAResume(String output) throws Exception {
        if (output.equals("x.png")) {
            Files.write(folder.resolve(output), CraftedPng.gray(1, 1).rows(new byte[2]).end());
        } else {
            InProcess.in(folder, "-o", output, "-R=50").succeed();
        }
        Map<String, byte[]> before = Pyramid.files(folder);
        Program.Result result = InProcess.in(folder, "-o", output, "--resume").run();
        assertEquals(2, result.status(), result.err());
        assertTrue(result.onlyLine().matches("juliaset: " + output
                + " is there,? and .*does not say.*: to replace it leave"
                + " out --resume, or choose another name"), result.err());
        Map<String, byte[]> after = Pyramid.files(folder);
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }
}
